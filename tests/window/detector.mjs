// Tells whether hostile HTML did anything: a server counts what is requested, a message to the top window is what a payload sends.

/** Messages of this kind are sent by payloads that ran: the number of the vector on top of it. */
const BEACON = 7_000_000

/** Makes a vector harmless for others and visible to us: its calls send a message, its addresses lead to our server. */
export function armed(vector, number, place) {
  // The call is written without quotes, spaces and angle brackets, so that it stands wherever the name stood.
  const call = `top.postMessage.bind(top,${BEACON + number},String.fromCharCode(42),[])`
  return vector
    .replace(/\b(?:alert|confirm|prompt|print)\b(?=\s*(?:\(|`|&lpar;|&#40;|&#x28;|\\u0028))/gi, call)
    .replace(/(https?:)?(\/\/|\\\/\\\/)[\w.-]+\.[a-z]{2,}(:\d+)?(?=[/'"?#\s>)]|$)/gi, (_, scheme = '', slashes) => `${scheme && 'http:'}${slashes}${place}`)
    .replaceAll('evil.example', place)
}

/** Listens in the top window for payloads; run there once. */
export function listenForBeacons(session) {
  return session.run((beacon) => {
    window.beacons = new Set()
    addEventListener('message', (event) => typeof event.data === 'number' && event.data >= beacon && window.beacons.add(event.data - beacon))
  }, BEACON)
}

/** The numbers of the vectors whose payload ran. */
export const ran = (session) => session.run(() => [...window.beacons].toSorted((a, b) => a - b))

/** Does to every element of a document what a person could: points at it, enters it, clicks it. Runs in the page. */
export function touchEverything(page = document) {
  for (const element of [...page.querySelectorAll('*')].slice(0, 4000)) {
    for (const type of ['pointerenter', 'mouseover', 'mouseenter', 'mousemove', 'focus', 'focusin', 'pointerdown', 'mouseup']) element.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }))
    const href = element.getAttribute('href') ?? ''
    if (!/^\s*https?:/i.test(href)) element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
  }
}

/** What the sanitiser promised would not be there. Runs in the reader frame. */
export function forbidden() {
  const tags = 'svg,math,style:not([data-own]),form,input,button,select,textarea,iframe,frame,frameset,object,embed,applet,template,noscript,base,meta:not([charset],[http-equiv="Content-Security-Policy"],[http-equiv="content-security-policy"],[name]),link,video,audio,portal,dialog,marquee,xmp,plaintext,noembed'
  const inBody = [...document.body.querySelectorAll(tags)].map((element) => element.localName)
  const scripts = [...document.scripts].map((script) => `script ${script.src}`)
  const attributes = [...document.body.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes]
      .filter(({ name, value }) => /^on/i.test(name) || /^(srcset|ping|background|srcdoc|formaction|action)$/i.test(name) || (/^(href|src|cite)$/i.test(name) && /^[^!-\uffff]*(javascript|vbscript|data:text|file|tauri)/i.test(value)) || (name === 'style' && /url\(|expression|image-set/i.test(value)))
      .map(({ name }) => `${element.localName} ${name}`))
  return [...inBody, ...scripts, ...attributes]
}
