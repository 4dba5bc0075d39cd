/** The page's entry. */
import './base/fonts.css'
import './base/tokens.css'
import './base/base.css'
import { createRoot } from 'react-dom/client'
import type { DesktopApi } from '../shared/ipc/desktop-api.ts'
import { App } from './app/app.tsx'
import { installTrustedTypesPolicy } from './base/trusted-types.ts'
import { createDesktopSource } from './document/desktop-source.ts'

installTrustedTypesPolicy()

const root = document.querySelector('#root')
if (root === null) throw new Error('the page has no #root')
const { minuta: desktop } = globalThis as unknown as { minuta: DesktopApi }
createRoot(root).render(<App source={createDesktopSource(desktop)} desktop={desktop} />)
