/** An image on a board: the picture, or a plain word that it is not here yet; its caption and its description. */
import type { Editor } from '@tiptap/core'
import { NodeViewWrapper, ReactNodeViewRenderer, type NodeViewProps } from '@tiptap/react'
import { ImageOff } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { isBlobId } from '../../../shared/model/ids.ts'
import { readBlobs } from '../../../shared/document/read-workshop.ts'
import { useText } from '../../base/words/i18n.tsx'
import { useBlobUrl, useSource } from '../../document/source-context.tsx'
import { DisposableStore } from '../../../shared/util/disposable-store.ts'
import type { WorkshopSession, WorkshopSource } from '../../document/source.ts'
import { messages as outcomeMessages } from '../../outcomes/messages.ts'
import { useBoard } from '../board-context.tsx'
import { messages } from '../messages.ts'
import { PictureNode } from './picture-node.ts'
import { PictureWords } from './picture-words.tsx'

function PictureView({ node, editor, updateAttributes, selected, getPos }: NodeViewProps): ReactNode {
  const { session } = useBoard()
  const source = useSource()
  const text = useText(messages)
  const words = useText(outcomeMessages)
  const blob = String(node.attrs['blob'])
  const alt = String(node.attrs['alt'])
  const width = typeof node.attrs['width'] === 'number' ? node.attrs['width'] : undefined
  const isHere = useHasBlob(source, session, blob)
  const url = useBlobUrl(blob)
  const name = readBlobs(session.doc).find(({ id }) => id === blob)?.name ?? ''
  return (
    <NodeViewWrapper as="figure" className={`picture ${selected ? 'is-selected' : ''}`} data-drag-handle data-blob={blob} {...(node.attrs['confidential'] === true ? { 'data-confidential': '', 'data-confidential-label': words('confidential') } : {})}>
      {url !== null && isHere ? (
        <img src={url} alt={alt} width={width} draggable={false} />
      ) : (
        <p className="picture-missing">
          <ImageOff aria-hidden size={20} />
          {text('imageMissing', { name: name || alt || text('imageUnnamed') })}
        </p>
      )}
      <PictureWords node={node} editor={editor} onChange={updateAttributes} onLeave={() => leavePicture(editor, getPos())} />
    </NodeViewWrapper>
  )
}

/** Whether the bytes are on this computer; asked again, until they are, whenever something changes about the workshop. */
function useHasBlob(source: WorkshopSource | null, session: WorkshopSession, blob: string): boolean {
  const [found, setFound] = useState<string | null>(null)
  useEffect(() => {
    if (!source || !isBlobId(blob)) return undefined
    const releases = new DisposableStore()
    let isAsking = false
    const ask = (): void => {
      if (isAsking) return
      isAsking = true
      source
        .call('hasBlob', blob)
        .then((isHere) => {
          isAsking = false
          if (!isHere || releases.isDisposed) return
          setFound(blob)
          releases.dispose()
        })
        // An engine that is away answers later: its return is a change of status.
        .catch(() => {
          isAsking = false
        })
    }
    releases.add(session.onStatus(ask))
    ask()
    return () => releases.dispose()
  }, [source, session, blob])
  return found === blob
}

/** Back to the board, with the picture selected. */
function leavePicture(editor: Editor, position: number | undefined): void {
  if (position !== undefined) editor.chain().setNodeSelection(position).focus().run()
}

/** The image node with its view. */
export const PictureWithView = PictureNode.extend({
  addNodeView() {
    return ReactNodeViewRenderer(PictureView, { className: 'picture-node' })
  },
})
