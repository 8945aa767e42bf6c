// Where Chromium is: Debian's, or the one of Ubuntu, which is a snap.
import { existsSync } from 'node:fs'

export const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'].find(existsSync) ?? 'chromium'
