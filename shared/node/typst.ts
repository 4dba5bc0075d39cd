/** Typst as a native module, with the bundled fonts. Loaded only when a PDF is wanted: it is large. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pdfFonts, type PdfCompiler, type PdfResult } from '../render/pdf/pdf.ts'

/** A compiler; throws when the native module or a font is not there. */
export async function openTypst(): Promise<PdfCompiler> {
  const [{ NodeCompiler }, ...fontBlobs] = await Promise.all([
    import('@myriaddreamin/typst-ts-node-compiler'),
    ...pdfFonts.map((font) => readFile(fontFile(font))),
  ])
  // Files are handed over in memory; nothing is read from this folder.
  const workspace = path.join(tmpdir(), 'minuta-pdf')
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] })
  const place = (name: string): string => path.join(workspace, name)
  return {
    addFile: (name, bytes) => compiler.mapShadow(place(name), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    removeFile: (name) => compiler.unmapShadow(place(name)),
    canLayOut: (main) => {
      try {
        // Asked for nothing: a query lets go of the pages at once, where a result of `compile` keeps them, and every pixel, until it is collected.
        compiler.query({ mainFileContent: main, inputs: { fallback: 'no' } }, { selector: 'heading' })
        return true
      } catch {
        return false
      } finally {
        compiler.evictCache(0)
      }
    },
    compile: (main, { standard, fallback }): PdfResult => {
      try {
        // Laid out and written in one call: the pages go with it, where those of a result of `compile` stay, each image and all, until the
        // collector finds them, to which they weigh nothing; the next attempt would come on top of them.
        const pdf = compiler.pdf({ mainFileContent: main, inputs: { fallback: fallback ? 'yes' : 'no' } }, standard === null ? {} : { pdfStandard: standard })
        return { ok: true, pdf }
      } catch (error) {
        return { ok: false, reason: reasonOf(error) }
      } finally {
        // What it remembers of the work (pixels, lines) is worth as much memory as the document, and nothing is compiled twice.
        compiler.evictCache(0)
      }
    },
  }
}

/** Why Typst refused: where the source is at fault, the native module says it in the code of an error without a message. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message === '' && 'code' in error ? String(error.code) : error.message
}

/** In the packaged app the fonts lie beside this program; in development they are in node_modules. */
function fontFile(font: string): string {
  const bundled = path.join(import.meta.dirname, 'fonts', path.basename(font))
  return existsSync(bundled) ? bundled : createRequire(import.meta.url).resolve(font)
}
