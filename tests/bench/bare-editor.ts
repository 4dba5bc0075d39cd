/** Tiptap with nothing but paragraphs: what any editor built on it costs at least. The page of the `typing` scenario. */
import { Editor } from '@tiptap/core'
import { Document } from '@tiptap/extension-document'
import { Paragraph } from '@tiptap/extension-paragraph'
import { Text } from '@tiptap/extension-text'

const place = document.createElement('div')
document.body.append(place)
Object.assign(globalThis, {
  openBareEditor: (paragraphs: readonly string[]): Editor =>
    new Editor({
      element: place,
      extensions: [Document, Paragraph, Text],
      content: { type: 'doc', content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })) },
    }),
})
