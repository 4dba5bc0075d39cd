/** Keeps the accessible name of an editor's text. Not among its options: a renamed board must not get a new editor. */
import type { Editor } from '@tiptap/core'
import { useEffect } from 'react'

export function EditorName({ editor, name }: { readonly editor: Editor; readonly name: string }): null {
  useEffect(() => {
    if (!editor.isDestroyed) editor.view.dom.setAttribute('aria-label', name)
  }, [editor, name])
  return null
}
