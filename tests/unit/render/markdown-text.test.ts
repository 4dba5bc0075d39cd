import { describe, expect, test } from 'vitest'
import { codeBlock, codeSpan, escapeInline, guardLineStart, joinLines } from '../../../shared/render/markdown/markdown-text.ts'

describe('Markdown text (MI11)', () => {
  test.each([
    ['plain words, (brackets) and 2014-2020', 'plain words, (brackets) and 2014-2020'],
    ['a*b_c_d', 'a\\*b_c_d'],
    ['_edge_', '\\_edge\\_'],
    ['R&D and &amp;', 'R&D and &amp;amp;'],
    ['a|b', 'a\\|b'],
    ['L’Oriental\u00A0“x”', 'L’Oriental\u00A0“x”'],
  ])('%j is written as %j', (typed, written) => expect(escapeInline(typed)).toBe(written))

  test.each([
    ['1. x', '1\\. x'],
    ['12) x', '12\\) x'],
    ['2014. A year', '2014\\. A year'],
    ['3.5 percent', '3.5 percent'],
    ['- x', '\\- x'],
    ['-x', '-x'],
    ['# x', '\\# x'],
    ['> x', '\\> x'],
    ['  x', '&#32; x'],
  ])('the line %j starts as %j', (typed, written) => expect(guardLineStart(typed)).toBe(written))

  test.each([
    ['see https://example.org/a_b-c for more', false, 'see https://example.org/a_b-c for more'],
    ['https://example.org', false, 'https://example.org'],
    ['https://example.org', true, 'https\\://example.org'],
    ['http://x.org/"><embed src=x>', false, 'http\\://x.org/">\\<embed src=x>'],
    ['WWW.x.org/`<b>', false, 'WWW\\.x.org/\\`\\<b>'],
    ['http://a/www.b/<c>', false, 'http\\://a/www\\.b/\\<c>'],
    ['http://x.org\u00A0<embed>', false, 'http\\://x.org\u00A0\\<embed>'],
  ])('an address takes no escape along, and no tag behind it: %j', (typed, isFollowed, written) => expect(escapeInline(typed, isFollowed)).toBe(written))

  test.each([
    [['a', 'b'], 'a\\\nb'],
    [['see https://example.org/x', 'b'], 'see https://example.org/x  \nb'],
    [['https://example.org here', '', 'www.x.org'], 'https://example.org here\\\n\\\nwww.x.org'],
    [['a', ''], 'a'],
    [[], ''],
  ])('a break belongs to no address and ends no paragraph: %j', (lines, written) => expect(joinLines(lines)).toBe(written))

  test('code holds any number of backticks', () => {
    expect(codeSpan('a `` b')).toBe('```a `` b```')
    expect(codeSpan('`')).toBe('`` ` ``')
    expect(codeBlock('```', 'js`x')).toBe('````jsx\n```\n````')
  })
})
