/** The look of the PDF: constant Typst code, on the same tokens as the app and the HTML. */
export const typstTemplate = `
#let ink = rgb("#1f2328")
#let ink2 = rgb("#575e66")
#let hair = rgb("#ddd9d0")
#let accent = rgb("#0f5c63")
#let accent-weak = rgb("#eaf3f3")
#let desk = rgb("#f1efe9")
#let mark-fill = rgb("#fbeeb8")
#let record-font = ("Source Serif 4", "Amiri", "Inter", "Libertinus Serif")
#let tool-font = ("Inter", "Amiri", "Source Serif 4", "Libertinus Serif")
#let tool(size: 8.5pt, fill: ink2, weight: 400, body) = text(font: tool-font, size: size, fill: fill, weight: weight, body)
#let ar(s) = text(kerning: false, s)
// The side on which a line begins, for what stands under each other however its own words run.
#let beginning(dir) = if dir == rtl { right } else { left }
#let edge(dir, value) = if dir == rtl { (right: value) } else { (left: value) }
#let directed(dir, body) = { set text(dir: dir); body }
// In places of their own: on one line, words that run against it would take along what stands at its end.
#let both-ends(first, last) = grid(columns: (1fr, auto), column-gutter: 1.2em, first, last)

#let para(dir, keep, body) = directed(dir, block(breakable: not keep, width: 100%, spacing: 1.15em, par(body)))
#let cited(dir, number, body) = block(width: 100%, spacing: 1.15em, {
  place(top + (if dir == rtl { right } else { left }), dx: if dir == rtl { 30pt } else { -30pt }, box(width: 24pt, align(end, tool(size: 7.5pt, number))))
  body
})
#let meta(body) = block(width: 100%, above: 0.55em, below: 0.55em, tool(par(body)))
#let head(level, dir, body) = directed(dir, heading(level: level, body))
#let part-head(dir, number, title) = directed(dir, heading(level: 2, if number == "" { title } else { text(fill: accent, number) + "  " + title }))
#let item-list(dir, items) = directed(dir, list(tight: false, spacing: 0.75em, indent: 0.35em, body-indent: 0.6em, marker: text(fill: ink2, "•"), ..items))
#let item-enum(dir, start, numbering, items) = directed(dir, enum(tight: false, spacing: 0.75em, indent: 0.35em, body-indent: 0.6em, start: start, numbering: numbering, ..items))
#let task(dir, done, first, rest) = {
  par(hanging-indent: 1.5em, box(width: 1.5em, text(fill: accent, if done { "☑" } else { "☐" })) + first)
  if rest != none { pad(..edge(dir, 1.5em), rest) }
}
#let task-list(dir, items) = directed(dir, list(tight: false, spacing: 0.75em, indent: 0pt, body-indent: 0pt, marker: [], ..items))
#let quotation(dir, source, body) = directed(dir, quote(block: true, {
  block(width: 100%, spacing: 1.3em, inset: edge(dir, 12pt) + (y: 2pt), stroke: edge(dir, 2pt + accent), {
    body
    if source != none { block(above: 0.7em, tool(source)) }
  })
}))
// A word of more letters than a line holds may break behind every few of them.
#let code-block(line-letters, piece-letters, body) = block(width: 100%, fill: desk, inset: 9pt, spacing: 1.3em, directed(ltr, align(left, text(size: 8.5pt, {
  show raw.line: it => it.text.matches(regex("\\S+|\\s+")).map(((text,)) => if text.clusters().len() <= line-letters { text } else { text.clusters().chunks(piece-letters).map(piece => piece.join()).join(box()) }).join()
  body
}))))
#let hairline = block(width: 100%, spacing: 1.6em, line(length: 100%, stroke: 0.5pt + hair))
#let facts(dir, title, rows, above: 1.3em, terms: 3.6cm) = block(width: 100%, above: above, below: 1.3em, {
  if title != "" { block(below: 0.6em, sticky: true, tool(fill: accent, weight: 600, title)) }
  grid(columns: (terms, 1fr), align: beginning(dir), column-gutter: 0.5cm, row-gutter: 0.75em, ..rows.map(((term, value)) => (tool(term), value)).flatten())
})
#let outcome(title, body, fields) = block(width: 100%, breakable: false, spacing: 0pt, {
  block(below: 0.55em, sticky: true, tool(fill: accent, weight: 600, title))
  block(spacing: 0pt, body)
  if fields.len() > 0 { block(above: 0.65em, tool(fields.join(h(1.6em)))) }
})
#let confidential(label, body) = {
  let edge-line = block(width: 100%, spacing: 0.7em, line(length: 100%, stroke: (paint: ink2, thickness: 0.5pt, dash: "dashed")))
  block(above: 1.3em, below: 0.7em, sticky: true, width: 100%, { edge-line; tool(weight: 600, label) })
  body
  edge-line
}
#let outcomes(entries) = block(width: 100%, fill: accent-weak, inset: (x: 12pt, y: 11pt), spacing: 1.4em, {
  entries.join(block(spacing: 0.8em, line(length: 100%, stroke: 0.5pt + accent.transparentize(76%))))
})
#let missing(body, caption, notes: none) = {
  block(breakable: false, above: 1.5em, below: if notes == none { 1.5em } else { 0.8em }, width: 100%, {
    block(width: 100%, below: 0.7em, inset: 14pt, stroke: (paint: ink2, thickness: 0.5pt, dash: "dashed"), align(center, tool(body)))
    tool(caption)
  })
  notes
}
#let fig(body, caption, notes: none) = {
  block(breakable: false, sticky: notes != none, above: 1.5em, below: if notes == none { 1.5em } else { 0.8em }, width: 100%, figure(body, caption: caption, numbering: none, supplement: none, outlined: false))
  notes
}
#let grid-table(dir, caption, columns, header, body) = block(width: 100%, spacing: 1.4em, {
  if caption != "" { block(below: 0.6em, sticky: true, tool(caption)) }
  set text(dir: dir)
  set text(size: 9.5pt)
  // In a narrow cell the best breaks of a paragraph leave single words alone in a line.
  set par(leading: 0.55em, linebreaks: "simple")
  table(columns: columns, inset: (x: 6pt, y: 5pt), align: beginning(dir) + top, stroke: (x, y) => (bottom: 0.5pt + if y < header.len() { ink2 } else { hair }),
    ..if header.len() > 0 { (table.header(repeat: true, ..header.flatten()),) }, ..body.flatten())
})
#let th(body) = tool(size: 8.5pt, fill: ink, weight: 600, body)

#let minutes(lang: "en", dir: ltr, title: "", running-title: "", title-dir: ltr, status: "", keywords: (), footer: (), authors: (), page-label: (), contents: none, cover: none, body) = {
  set document(title: title, author: authors, keywords: keywords, date: none)
  set text(font: record-font, size: 10.5pt, fill: ink, lang: lang, dir: dir, hyphenate: false, fallback: sys.inputs.at("fallback", default: "no") == "yes", number-type: "lining")
  set page(paper: "a4", margin: (top: 27mm, bottom: 25mm + footer.len() * 3.4mm, x: 24mm),
    header: context if counter(page).get().first() > 1 { tool(size: 8pt, directed(title-dir, both-ends(running-title, status))) },
    footer: context { for line in footer { block(width: 100%, spacing: 0.5em, tool(size: 7.5pt, directed(line.at(0), line.at(1)))) }; tool(size: 8pt, align(end, page-label.at(0) + str(counter(page).get().first()) + page-label.at(1) + str(counter(page).final().first()) + page-label.at(2))) })
  set par(leading: 0.68em, spacing: 1.15em, justify: false, linebreaks: "optimized")
  set list(tight: false)
  show strong: set text(weight: 600)
  show link: set text(fill: accent)
  show raw: set text(font: ("DejaVu Sans Mono", "Amiri", "Source Serif 4"), size: 1.1em, features: (calt: 0))
  show heading: set text(font: record-font, weight: 600)
  show heading: set par(leading: 0.4em)
  show heading.where(level: 1): it => block(above: 0pt, below: 13pt, text(size: 23pt, it.body))
  show heading.where(level: 2): it => block(above: 2.1em, below: 0.9em, width: 100%, stroke: (top: 0.5pt + hair), inset: (top: 0.75em), text(size: 15pt, it.body))
  show heading.where(level: 3): it => block(above: 1.7em, below: 0.75em, text(size: 12.5pt, it.body))
  show heading.where(level: 4): it => block(above: 1.5em, below: 0.7em, text(size: 11pt, it.body))
  show heading.where(level: 5): it => block(above: 1.4em, below: 0.7em, text(size: 10.5pt, fill: ink2, it.body))
  show heading.where(level: 6): it => block(above: 1.4em, below: 0.7em, text(size: 10.5pt, fill: ink2, style: "italic", it.body))
  show figure: set align(start)
  show figure.caption: it => block(width: 100%, above: 0.7em, align(start, tool(it.body)))
  show outline.entry: it => block(above: 0.85em, below: 0pt, width: 100%, link(it.element.location(), tool(size: 9pt, fill: ink, both-ends(it.body(), text(fill: ink2, it.page())))))
  cover
  if contents != none {
    block(above: 2.2em, below: 0.7em, tool(contents))
    outline(title: none, target: heading.where(level: 2), indent: 0pt)
  }
  body
}
`
