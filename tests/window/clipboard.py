#!/usr/bin/python3
"""Owns the clipboard until it is ended: clipboard.py text TEXT | html HTML | picture PATH | files PATH... Says "ready".

clipboard.py read says what text is on it and ends."""
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GdkPixbuf, Gio, Gtk

kind, *what = sys.argv[1:]
clipboard = Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD)
if kind == "read":
    print(clipboard.wait_for_text() or "", end="")
    sys.exit()
if kind == "text":
    clipboard.set_text(what[0], -1)
elif kind == "picture":
    clipboard.set_image(GdkPixbuf.Pixbuf.new_from_file(what[0]))
else:
    # PyGObject cannot hand out a clipboard's data by a callback, so an invisible widget owns the selection.
    owner = Gtk.Invisible()
    name = "text/html" if kind == "html" else "text/uri-list"
    uris = [Gio.File.new_for_path(path).get_uri() for path in what]

    def give(_widget, data, _info, _time):
        if kind == "html":
            data.set(Gdk.Atom.intern(name, False), 8, what[0].encode())
        else:
            data.set_uris(uris)

    owner.connect("selection-get", give)
    Gtk.selection_add_target(owner, Gdk.SELECTION_CLIPBOARD, Gdk.Atom.intern(name, False), 0)
    assert Gtk.selection_owner_set(owner, Gdk.SELECTION_CLIPBOARD, Gdk.CURRENT_TIME)
print("ready", flush=True)
Gtk.main()
