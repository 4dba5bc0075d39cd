/** A QR code as one path of SVG: dark on light in every theme, with the quiet zone that cameras need. */
import { useMemo, type ReactNode } from 'react'
import { encode } from 'uqr'
import './qr-code.css'

/** Modules of quiet zone that the standard asks for (ISO/IEC 18004, 6.3.8). */
const quietZone = 4

/** The code of `text`; `label` says what it is for whoever cannot see it. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const { path, size } = useMemo(() => {
    // L: nothing covers a code on a screen, but a long link has to stay coarse enough for the last row.
    const { data, size } = encode(text, { ecc: 'L', border: quietZone })
    return { path: pathOf(data), size }
  }, [text])
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges" className="qr-code">
      <rect width={size} height={size} className="qr-paper" />
      <path d={path} className="qr-ink" />
    </svg>
  )
}

/** Every run of dark modules in a row as one rectangle. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  const parts: string[] = []
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue
      const start = x
      while (row[x + 1] === true) x += 1
      const length = x - start + 1
      parts.push(`M${start} ${y}h${length}v1h-${length}z`)
    }
  }
  return parts.join('')
}
