// Asks for the first view while the page's own script is still fetched and read.
// The page takes the answer when it asks the very same; else it asks by itself, and nothing but a reading was lost.
if (window.__TAURI_INTERNALS__ && location.href !== 'about:blank') {
  let order = 'clipped'
  try {
    order = JSON.parse(localStorage.getItem('tearsheet.order')) ?? order
  } catch {
    // What cannot be read was never remembered.
  }
  const request = { list: { shelf: 'inbox', theme: null, order, offset: 0, limit: 60 } }
  const reply = window.__TAURI_INTERNALS__.invoke('call', { name: 'library.begin', request })
  // Whoever takes it hears of a failure; when nobody does, there is nobody to tell.
  reply.catch(() => {})
  window.tearsheetEarly = { asked: `library.begin ${JSON.stringify(request)}`, reply }
}
