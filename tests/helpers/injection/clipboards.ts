/** A payload as the programs put it on the clipboard from which people paste. */

export type Clip = { readonly flavour: string; readonly html: string | null; readonly plain: string }

/** One clip of every flavour; in all of them the payload is markup, as if the program had escaped nothing. */
export function clipsOf(text: string): readonly Clip[] {
  const quoted = text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const flavours: Readonly<Record<string, string | null>> = {
    bare: `<p>before</p>${text}<p>after</p>`,
    word: `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal{margin:0}</style></head><body lang=EN-GB><!--StartFragment-->`
      + `<p class=MsoNormal>${text}<o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·</span><![endif]>${text}<o:p></o:p></p><!--EndFragment--></body></html>`,
    docs: `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-size:11pt;${quoted}">${text}</span></p><ul><li dir="ltr" style="list-style-type:disc"><p dir="ltr">${text}</p></li></ul></b>`,
    libreoffice: `<!DOCTYPE html><html><head><meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/></head><body lang="de-DE" dir="ltr"><table><thead><tr><td width="50%"><p>${text}</p></td></tr></thead></table><ol><li><p style="margin-bottom: 0in">${text}</p></ol></body></html>`,
    // What says that it comes from a board is taken as it is.
    board: `<p data-pm-slice="0 0 []">${text}</p><pre><code class="language-${quoted}">${quoted}</code></pre><div data-outcome="${quoted}" data-kind="${quoted}" data-raised-by="${quoted}" data-due="${quoted}">${text}</div>`,
    attributes: `<a href="${quoted}" title="${quoted}">link</a><img src="${quoted}" alt="${quoted}"><p style="${quoted}" class="${quoted}" dir="${quoted}">words</p><ol start="${quoted}" type="${quoted}"><li>x</li></ol><table><tr><td colspan="${quoted}" width="${quoted}">x</td></tr></table>`,
    boardAttributes: `<p data-pm-slice="0 0 []"><a href="${quoted}" title="${quoted}">link</a></p><img data-blob="${quoted}" src="${quoted}" alt="${quoted}" data-caption="${quoted}"><ol start="${quoted}" type="${quoted}"><li>x</li></ol>`,
    plain: null,
  }
  return Object.entries(flavours).map(([flavour, html]) => ({ flavour, html, plain: text }))
}
