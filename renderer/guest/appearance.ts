/** Carries out the choice between light and dark on a page in a browser, for which the system's wish stands otherwise. */
import type { Appearance } from '../../shared/ipc/appearance.ts'

/** Holds until the next call; `guest.html` is as the system wishes. */
export function wearAppearance({ documentElement, head }: Document, appearance: Appearance): void {
  if (appearance === 'system') delete documentElement.dataset['appearance']
  else documentElement.dataset['appearance'] = appearance
  // The page names a colour of each scheme for the browser's own bar.
  for (const color of head.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const scheme = color.dataset['scheme']
    if (appearance === 'system') color.media = `(prefers-color-scheme: ${scheme})`
    else color.media = appearance === scheme ? 'all' : 'not all'
  }
}
