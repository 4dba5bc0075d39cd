/** The page's entry. */
import { createRoot } from 'react-dom/client'

const root = document.querySelector('#root')
if (root === null) throw new Error('the page has no #root')
createRoot(root).render(<h1>Minuta</h1>)
