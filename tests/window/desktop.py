#!/usr/bin/python3
"""What a desktop has on the bus of a session: the tray's watcher and the notices. Prints a line of JSON for each thing that it is told;
`menu` and `click LABEL` on standard input read the menu of the icon in the tray and choose a line of it."""
import json
import sys
import gi

gi.require_version('Gio', '2.0')
from gi.repository import Gio, GLib

INTERFACES = Gio.DBusNodeInfo.new_for_xml('''<node>
  <interface name="org.kde.StatusNotifierWatcher">
    <method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
    <method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
    <property name="RegisteredStatusNotifierItems" type="as" access="read"/>
    <property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
    <property name="ProtocolVersion" type="i" access="read"/>
    <signal name="StatusNotifierItemRegistered"><arg type="s"/></signal>
  </interface>
  <interface name="org.freedesktop.Notifications">
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
  </interface>
</node>''').interfaces
PROPERTIES = {
    'RegisteredStatusNotifierItems': lambda: GLib.Variant('as', [item for item in [state['item']] if item]),
    'IsStatusNotifierHostRegistered': lambda: GLib.Variant('b', True),
    'ProtocolVersion': lambda: GLib.Variant('i', 0),
}
state = {'item': None}
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def tell(what, **facts):
    print(json.dumps({'what': what, **facts}), flush=True)


def called(_bus, sender, _path, _interface, method, arguments, answer):
    if method == 'RegisterStatusNotifierItem':
        state['item'] = sender
        Gio.bus_watch_name_on_connection(bus, sender, 0, None, lambda *_: (state.update(item=None), tell('tray gone')))
        tell('tray')
    elif method == 'Notify':
        tell('notice', title=arguments[3], body=arguments[4])
        return answer.return_value(GLib.Variant('(u)', (1,)))
    elif method == 'GetCapabilities':
        return answer.return_value(GLib.Variant('(as)', (['body'],)))
    elif method == 'GetServerInformation':
        return answer.return_value(GLib.Variant('(ssss)', ('desktop', 'tests', '1', '1.2')))
    answer.return_value(None)


def menu_call(method, arguments):
    return bus.call_sync(state['item'], '/MenuBar', 'com.canonical.dbusmenu', method, arguments, None, 0, 5000, None)


def lines():
    _, (_, _, children) = menu_call('GetLayout', GLib.Variant('(iias)', (0, -1, []))).unpack()
    return {properties.get('label', ''): number for number, properties, _ in children}


def asked(source, _):
    line = sys.stdin.readline().strip()
    if not line:
        loop.quit()
        return False
    verb, _, label = line.partition(' ')
    if verb == 'menu':
        tell('menu', lines=[label for label in lines() if label])
    elif verb == 'click':
        menu_call('Event', GLib.Variant('(isvu)', (lines()[label], 'clicked', GLib.Variant('i', 0), 0)))
    return True


for interface, path in zip(INTERFACES, ['/StatusNotifierWatcher', '/org/freedesktop/Notifications']):
    bus.register_object(path, interface, called, lambda *asked: PROPERTIES[asked[4]](), None)
    Gio.bus_own_name_on_connection(bus, interface.name, 0, None, None)
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, asked)
loop = GLib.MainLoop()
tell('ready')
loop.run()
