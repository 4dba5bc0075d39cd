/** Where our reading and the reference differ, and why ours stands; and what is refused. Whatever is not here must not fall short. */
import type { Counts } from '../helpers/imported-counts.ts'

export type Exception = {
  readonly why: string
  /** By how much our counts may be below the reference's; `words`: how many words of the plain reading may be missing. */
  readonly short: Partial<Counts & { readonly words: number }>
}

const emptyHeading = 'counts a heading without a word, which a board would show as an empty line'
const markers = 'counts the markers that Word draws in front of items as words, and a picture of one as a picture'
const headRow = 'counts an empty row of headings that it makes up'

export const exceptions: Readonly<Record<string, Exception>> = {
  'de-fsfw-dresden-2016-10-27.md': { why: emptyHeading, short: { headings: 1 } },
  'en-k8s-signode-ci-2020-base64-images.md': { why: emptyHeading, short: { headings: 1 } },
  'en-k8s-sigrelease-2023.md': { why: emptyHeading, short: { headings: 1 } },
  'odftoolkit-damaged.odt': { why: emptyHeading, short: { headings: 1 } },
  'pandoc-table_captions_with_field.docx': { why: emptyHeading, short: { headings: 1 } },
  'poi-drawing.docx': { why: emptyHeading, short: { headings: 1 } },
  'odftoolkit-tableComplex_DOC_LO41.odt': { why: `${emptyHeading}; ${headRow}`, short: { headings: 4, rows: 1 } },
  'odftoolkit-compdocfileformat.odt': { why: headRow, short: { rows: 10 } },
  'odftoolkit-doc_heading_table.odt': { why: headRow, short: { rows: 1 } },
  'pandoc-tableWithCaption.odt': { why: headRow, short: { rows: 1 } },
  'pandoc-tableWithContents.odt': { why: headRow, short: { rows: 1 } },
  'pandoc-simpleTable.odt': { why: headRow, short: { rows: 1 } },
  'de-makerspace-gt-mv-2026.pandoc.odt': { why: 'counts a link whose words are an address twice, one inside the other', short: { links: 1 } },
  'odftoolkit-hyperlinkSpaces.odt': { why: 'two neighbours with one address are one link', short: { links: 1 } },
  'odftoolkit-invalid.odt': { why: 'counts links without a word, each of many nested ones', short: { links: 15 } },
  'openxmlsdk-May_12_04.docx': { why: 'two of the items are headings, and stay headings', short: { items: 2 } },
  'clipboard-list-many-one-item.safari.word2016.html': { why: markers, short: { words: 9, images: 1 } },
  'clipboard-list-nested-mixed.safari.word2016.html': { why: markers, short: { words: 3 } },
  'clipboard-list-nested-mixed.word2016.html': { why: markers, short: { words: 3 } },
  'pandoc-paragraph_insertion_deletion.docx': { why: 'the end of a paragraph was struck out: two of the words are one, as they are in Word once that is accepted', short: { words: 2 } },
  'poi-delins.docx': { why: 'two of the items were struck out, words and marks', short: { items: 2 } },
  'odftoolkit-ListRoundtrip.odt': { why: 'counts items without a line of their own, which have no number', short: { items: 7 } },
  'openxmlsdk-Hyperlink---internal.docx': { why: 'explanations that pop up are hidden in the text', short: { words: 129 } },
  'poi-unicode-path.docx': { why: 'the archive holds the text twice under one name; the first counts', short: { words: 1 } },
  'odftoolkit-odt-images-linked.odt': { why: 'the plain reading joins words across a picture', short: { words: 3 } },
  'odftoolkit-HeaderFooter.odt': { why: 'the plain reading joins words across a picture; counts a link twice that a note parts', short: { words: 1, links: 1 } },
  'torture-page.md': { why: 'the plain reading takes scripts for words', short: { words: 6 } },
  'hard-paste.html': { why: 'the title of a page is the title of the board; a picture one pixel wide is there to tell somebody', short: { words: 2, images: 1 } },
  'en-civictechwr-2024-06-19.mkdocs.html': { why: 'signs of the page, drawn and without a name', short: { images: 7 } },
  'en-rust-lang-triage-2021-11-09-hackmd-page-saved-as-md.md': {
    why: 'a saved editor: the Markdown in it is read, not its buttons and menus',
    short: { words: 500, headings: 30, items: 130, tables: 5, rows: 50, images: 50, links: 500 },
  },
}

export const refusals: Readonly<Record<string, readonly [kind: string, why: string]>> = {
  'poi-bug53475-password-is-pass.docx': ['encrypted', 'protected by a password'],
  'poi-ExternalEntityInText.docx': ['damaged', 'an entity that reads another file'],
  'poi-clusterfuzz-testcase-minimized-POIXWPFFuzzer-6442791109263360.docx': ['damaged', 'the list of entries is broken'],
  'poi-crash-517626e815e0afa9decd0ebb6d1dee63fb9907dd.docx': ['damaged', 'cut short'],
  'mammoth-empty.docx': ['empty', 'not a word'],
  'mammoth-external-picture.docx': ['empty', 'one picture, in a file beside it that was not handed over, without a description'],
  'poi-51921-Word-Crash067.docx': ['empty', 'not a word'],
  'poi-headerPic.docx': ['empty', 'only a header'],
  'pydocx-sty-having-no-styles-part.docx': ['empty', 'not a word'],
  'pandoc-hiddenTextByStyle.odt': ['empty', 'all of it is hidden'],
  'pandoc-hiddenTextByVariable.odt': ['empty', 'all of it is hidden'],
  'pandoc-imageRelative.odt': ['empty', 'one picture, in a file beside it that was not handed over, without a description'],
  'pandoc-variable.odt': ['empty', 'only the declaration of a variable'],
}
