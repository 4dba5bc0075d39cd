/** The `image` node of a board: an image whose bytes are a blob beside the document. Its view is in `picture-view.tsx`. */
import { Node } from '@tiptap/core'
import { laterImageAttributes } from '../../../shared/document/boards/board-schema.ts'
import { isBlobId } from '../../../shared/model/ids.ts'
import { textAttribute } from '../text-attribute.ts'

/** HTML attribute that carries the blob's id between boards on the clipboard. */
export const blobAttribute = 'data-blob'

export const PictureNode = Node.create({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,

  addAttributes() {
    return {
      blob: {
        default: '',
        parseHTML: (element) => element.getAttribute(blobAttribute) ?? '',
        renderHTML: (attributes) => ({ [blobAttribute]: String(attributes['blob']) }),
      },
      alt: { default: '', parseHTML: (element) => element.getAttribute('alt') ?? '' },
      caption: {
        default: '',
        parseHTML: (element) => element.getAttribute('data-caption') ?? '',
        renderHTML: (attributes) => ({ 'data-caption': String(attributes['caption']) }),
      },
      width: {
        default: null,
        parseHTML: (element) => {
          const width = Number.parseInt(element.getAttribute('data-width') ?? '', 10)
          return Number.isInteger(width) && width > 0 ? width : null
        },
        renderHTML: (attributes) => (typeof attributes['width'] === 'number' ? { 'data-width': attributes['width'] } : {}),
      },
      ...Object.fromEntries(laterImageAttributes.map((name) => [name, textAttribute(name, (text) => (text === '' ? null : text))])),
    }
  },

  // An image without a blob is not an image: pasted HTML gets its blobs before it is parsed (`paste/`).
  parseHTML() {
    return [{ tag: `img[${blobAttribute}]`, getAttrs: (element) => (isBlobId(element.getAttribute(blobAttribute) ?? '') ? null : false) }]
  },

  renderHTML({ HTMLAttributes }) {
    return ['img', HTMLAttributes]
  },

  renderText({ node }) {
    return [node.attrs['alt'], node.attrs['caption'], node.attrs['transcription']].filter((text) => typeof text === 'string' && text !== '').join('\n')
  },
})
