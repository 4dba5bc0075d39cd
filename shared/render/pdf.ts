/**
 * Typst source → PDF, whatever runs Typst. The compiler itself is a native module that only the exporter and the command line
 * load; this file decides what is asked of it, so that both make the same PDF.
 */
import type { Minutes } from '../minutes/minutes.ts'
import type { Images, Rendered } from './rendered.ts'
import { renderTypst, type TypstSource } from './typst.ts'

/** The fonts of the PDF, by npm package and file; nothing else is used, so that every machine makes the same PDF. */
export const pdfFonts = [
  '@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  '@expo-google-fonts/source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  '@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  '@expo-google-fonts/source-serif-4/600SemiBold_Italic/SourceSerif4_600SemiBold_Italic.ttf',
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  '@expo-google-fonts/amiri/400Regular/Amiri_400Regular.ttf',
  '@expo-google-fonts/amiri/700Bold/Amiri_700Bold.ttf',
] as const

export interface PdfCompiler {
  /** The PDF, or why there is none. `standard`: 'ua-1' refuses whatever a screen reader could not read. */
  compile(source: TypstSource, options: PdfOptions): PdfResult
}

export type PdfOptions = {
  readonly standard: 'ua-1' | null
  /** Lets the fonts of this computer stand in for letters that the bundled ones lack. */
  readonly fallback: boolean
}

export type PdfResult = { readonly ok: true; readonly pdf: Uint8Array } | { readonly ok: false; readonly reason: string }

/** No PDF could be made; `message` is the compiler's. */
export class PdfError extends Error {}

/**
 * The PDF of `minutes`. First as PDF/UA with the bundled fonts only. Letters that these lack (Chinese, emoji …) are borrowed from
 * the computer's fonts; what no font has is reported as missing. An image that cannot be decoded is printed as missing.
 */
export function renderPdf(minutes: Minutes, images: Images, compiler: PdfCompiler): Rendered<Uint8Array> {
  const first = attempt(renderTypst(minutes, images), compiler)
  if (first !== null) return first
  const sound = new Map([...images].filter(([, bytes]) => isDecodable(minutes, bytes, compiler)))
  const second = attempt(renderTypst(minutes, sound), compiler)
  if (second !== null) return second
  const result = compiler.compile(renderTypst(minutes, sound).content, { standard: null, fallback: true })
  throw new PdfError(result.ok ? 'the PDF could not be made' : result.reason)
}

function attempt({ content, missing }: Rendered<TypstSource>, compiler: PdfCompiler): Rendered<Uint8Array> | null {
  const strict = compiler.compile(content, { standard: 'ua-1', fallback: false })
  if (strict.ok) return { content: strict.pdf, missing }
  const borrowed = compiler.compile(content, { standard: 'ua-1', fallback: true })
  if (borrowed.ok) return { content: borrowed.pdf, missing }
  const plain = compiler.compile(content, { standard: null, fallback: true })
  return plain.ok ? { content: plain.pdf, missing: [...missing, ...lettersWithoutFont(borrowed.reason)] } : null
}

/** The letters that no font has, from the compiler's messages. */
function lettersWithoutFont(reason: string): readonly string[] {
  const letters = [...reason.matchAll(/the text `(?:\\?")?(.+?)(?:\\?")?` could not be displayed/g)].map((match) =>
    (match[1] ?? '').replace(/\\+u\{([0-9a-f]{1,6})\}/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
  )
  return [...new Set(letters)].filter((text) => text !== '')
}

function isDecodable(minutes: Minutes, bytes: Uint8Array, compiler: PdfCompiler): boolean {
  const figure = { kind: 'figure', number: 1, blob: '' as never, name: '', alt: '', caption: '', widthPx: null } as const
  const part = { id: '', number: '', title: '', direction: null, linking: [], blocks: [figure] }
  const { content } = renderTypst({ ...minutes, cover: null, parts: [part] }, new Map([['', bytes]]))
  return compiler.compile(content, { standard: null, fallback: true }).ok
}
