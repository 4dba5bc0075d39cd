/** How much of a workshop has come, while it comes over a slow line. */
import { useEffect, useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import * as Y from 'yjs'
import { fileSize } from '../base/files/file-size.ts'
import { useText } from '../base/words/i18n.tsx'
import { messages } from './messages.ts'

/** Shown from here on: what comes faster needs no words. */
const leastBytes = 24 * 1024

/** Nothing until some of `doc` has come. */
export function Arriving({ doc }: { readonly doc: Y.Doc }): ReactNode {
  const text = useText(messages)
  const intl = useIntl()
  const [bytes, setBytes] = useState(() => Y.encodeStateAsUpdate(doc).length)
  useEffect(() => {
    const count = ({ length }: Uint8Array): void => setBytes((before) => before + length)
    doc.on('update', count)
    return () => doc.off('update', count)
  }, [doc])
  return bytes < leastBytes ? null : <p className="guest-arriving">{text('arriving', { size: fileSize(intl, bytes) })}</p>
}
