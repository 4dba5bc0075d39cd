/**
 * Keys with Ctrl and Alt on keyboards of other scripts. ProseMirror knows every other key by its place when it writes no Latin letter; those it leaves
 * alone on Windows, where Ctrl and Alt together may be AltGr. AltGr says that it is.
 */
import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { shortcutLetter } from '../base/shortcut-letter.ts'

export const OtherScriptsKeys = Extension.create({
  name: 'otherScriptsKeys',
  // Asks again when nobody had a use for the key as it is.
  priority: 1,

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('otherScriptsKeys'),
        props: {
          handleKeyDown(view, event) {
            const { code, ctrlKey, altKey, shiftKey, metaKey } = event
            const letter = shortcutLetter(event)
            if (!ctrlKey || !altKey || event.getModifierState('AltGraph') || letter === event.key.toLowerCase()) return false
            const asLatin = new KeyboardEvent('keydown', { key: letter, code, ctrlKey, altKey, shiftKey, metaKey })
            return view.someProp('handleKeyDown', (handle) => handle(view, asLatin)) ?? false
          },
        },
      }),
    ]
  },
})
