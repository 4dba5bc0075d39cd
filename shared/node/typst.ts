/** Typst as a native module, with the bundled fonts. Loaded only when a PDF is wanted: it is large. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pdfFonts, type PdfCompiler, type PdfResult } from '../render/pdf.ts'

/** A compiler; throws when the native module or a font is not there. */
export async function openTypst(): Promise<PdfCompiler> {
  const [{ NodeCompiler }, ...fontBlobs] = await Promise.all([
    import('@myriaddreamin/typst-ts-node-compiler'),
    ...pdfFonts.map((font) => readFile(fontFile(font))),
  ])
  // Files are handed over in memory; nothing is read from this folder.
  const workspace = path.join(tmpdir(), 'minuta-pdf')
  return {
    compile: (source, { standard, fallback }): PdfResult => {
      const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }], inputs: { fallback: fallback ? 'yes' : 'no' } })
      for (const [name, bytes] of source.files) compiler.mapShadow(path.join(workspace, name), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      try {
        return { ok: true, pdf: compiler.pdf({ mainFileContent: source.main }, standard === null ? {} : { pdfStandard: standard }) }
      } catch (error) {
        return { ok: false, reason: error instanceof Error ? error.message : String(error) }
      }
    },
  }
}

/** In the packaged app the fonts lie beside this program; in development they are in node_modules. */
function fontFile(font: string): string {
  const bundled = path.join(import.meta.dirname, 'fonts', path.basename(font))
  return existsSync(bundled) ? bundled : createRequire(import.meta.url).resolve(font)
}
