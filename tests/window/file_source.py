#!/usr/bin/python3
"""A window to drag from: file_source.py TITLE files PATH... | picture PATH | text TEXT. Quiet until something is dragged."""
import sys

import gi

gi.require_version("Gdk", "3.0")
gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, GdkPixbuf, Gio, Gtk

title, kind, *what = sys.argv[1:]
window = Gtk.Window(title=title)
window.set_default_size(300, 200)
window.connect("destroy", Gtk.main_quit)
source = Gtk.EventBox()
source.add(Gtk.Label(label=f"Drag {kind} from here"))
window.add(source)

source.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
if kind == "files":
    source.drag_source_add_uri_targets()
elif kind == "picture":
    source.drag_source_set_target_list(Gtk.TargetList.new([Gtk.TargetEntry.new("image/png", 0, 0)]))
else:
    source.drag_source_add_text_targets()


def give(_widget, _context, data, _info, _time):
    if kind == "files":
        data.set_uris([Gio.File.new_for_path(path).get_uri() for path in what])
    elif kind == "picture":
        data.set_pixbuf(GdkPixbuf.Pixbuf.new_from_file(what[0]))
    else:
        data.set_text(what[0], -1)


source.connect("drag-data-get", give)
window.show_all()
Gtk.main()
