/** The page's entry. */
import './base/look/fonts.css'
import './base/look/tokens.css'
import './base/look/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { keepFocus } from './base/controls/keep-focus.ts'
import { installTrustedTypesPolicy } from './base/trusted-types.ts'
import { openDesktopSource } from './document/desktop-source.ts'

installTrustedTypesPolicy()
keepFocus()

const root = document.querySelector('#root')
if (root === null) throw new Error('the page has no #root')
const source = openDesktopSource(window)
if (source === null || window.minuta === undefined) throw new Error('the page was opened outside the app')
createRoot(root).render(<App source={source} desktop={window.minuta} />)
