/**
 * Typst source → PDF, whatever runs Typst. The compiler itself is a native module that only the exporter and the command line
 * load; this file decides what is asked of it, so that both make the same PDF.
 */
import type { Minutes } from '../../minutes/minutes.ts'
import { isBlobId, type BlobId } from '../../model/ids.ts'
import { readImage } from '../pictures/image.ts'
import type { Images, Rendered } from '../rendered.ts'
import { imageFile, imageShell, shellFile, typstFormat } from './typst-image.ts'
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
  /** Makes a file known under the name by which sources ask for it; it is copied. */
  addFile(name: string, bytes: Uint8Array): void
  removeFile(name: string): void
  /** Whether this source can be laid out. */
  canLayOut(main: string): boolean
  /** The PDF, or why there is none. `standard`: 'ua-1' refuses whatever a screen reader could not read. */
  compile(main: string, options: PdfOptions): PdfResult
}

export type PdfOptions = {
  readonly standard: 'ua-1' | null
  /** Lets the fonts of this computer stand in for letters that the bundled ones lack. */
  readonly fallback: boolean
}

export type PdfResult = { readonly ok: true; readonly pdf: Uint8Array } | { readonly ok: false; readonly reason: string }

/** No PDF could be made; `message` is the compiler's. */
export class PdfError extends Error {}

/** Where the images come from. */
export type PdfImages = {
  /** The images that are here: the beginning of each. */
  readonly heads: Images
  readonly readBlob: (blob: BlobId) => Promise<Uint8Array | null>
}

/**
 * The PDF of `minutes`. First as PDF/UA with the bundled fonts only. Letters that these lack (Chinese, emoji …) are borrowed from
 * the computer's fonts; what no font has is reported as missing. An image that cannot be decoded is printed as missing. Images are
 * read and looked at one by one, `onStep` is called before each and behind the last; their pixels are never held together.
 */
export async function renderPdf(minutes: Minutes, { heads, readBlob }: PdfImages, compiler: PdfCompiler, onStep?: (step: 'images' | 'render') => void): Promise<Rendered<Uint8Array>> {
  const sound = new Map<string, Uint8Array>()
  for (const [blob, head] of heads) {
    onStep?.('images')
    const bytes = await readBlob(blob as BlobId)
    if (bytes !== null && isAdded(blob, bytes, compiler)) sound.set(blob, head)
  }
  onStep?.('render')
  return compiled(renderTypst(minutes, sound), compiler)
}

function compiled({ content: { main, shells }, missing }: Rendered<TypstSource>, compiler: PdfCompiler): Rendered<Uint8Array> {
  for (const [name, shell] of shells) compiler.addFile(name, new TextEncoder().encode(shell))
  const strict = compiler.compile(main, { standard: 'ua-1', fallback: false })
  if (strict.ok) return { content: strict.pdf, missing }
  const borrowed = compiler.compile(main, { standard: 'ua-1', fallback: true })
  if (borrowed.ok) return { content: borrowed.pdf, missing }
  const plain = compiler.compile(main, { standard: null, fallback: true })
  if (!plain.ok) throw new PdfError(plain.reason)
  return { content: plain.pdf, missing: [...missing, ...lettersWithoutFont(borrowed.reason)] }
}

/** Adds an image as a file, if it can be decoded and is drawn. */
function isAdded(blob: string, bytes: Uint8Array, compiler: PdfCompiler): boolean {
  const image = isBlobId(blob) ? readImage(bytes) : null
  if (image === null) return false
  const file = imageFile(blob, image)
  compiler.addFile(file, bytes)
  const isSound = compiler.canLayOut(`#image(${JSON.stringify(file)}, format: ${JSON.stringify(typstFormat(image))}, width: 10pt)`) && (image.type !== 'jpeg' || isDrawn(blob, imageShell(blob, image), compiler))
  if (!isSound) compiler.removeFile(file)
  return isSound
}

const imageObject = new TextEncoder().encode('/Subtype /Image')

/** Whether the shell of a JPEG shows it: its bytes go into the PDF as they are, and a drawing leaves out without a word what it does not understand. */
function isDrawn(blob: string, shell: string | null, compiler: PdfCompiler): boolean {
  if (shell === null) return true
  compiler.addFile(shellFile(blob), new TextEncoder().encode(shell))
  const tried = compiler.compile(`#image(${JSON.stringify(shellFile(blob))}, width: 10pt)`, { standard: null, fallback: false })
  return tried.ok && includes(tried.pdf, imageObject)
}

function includes(bytes: Uint8Array, wanted: Uint8Array): boolean {
  const [first = 0] = wanted
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true
  }
  return false
}

/** The letters that no font has, from the compiler's messages. */
function lettersWithoutFont(reason: string): readonly string[] {
  const letters = [...reason.matchAll(/the text `(?:\\?")?(.+?)(?:\\?")?` could not be displayed/g)].map((match) =>
    (match[1] ?? '').replace(/\\+u\{([0-9a-f]{1,6})\}/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16))),
  )
  return [...new Set(letters)].filter((text) => text !== '')
}
