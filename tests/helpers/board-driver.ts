/**
 * Drives a board the way a person does: caret, selection, keys, clipboard. Selections are made in the page as a mouse would
 * leave them; every change of text goes through the keyboard. The event of a selection, which the browser sends when it comes to it, is
 * sent at once: an edit of somebody else that arrives in between puts the caret back, which a hand would see and a test does not.
 */
import { expect, type Locator, type Page } from '@playwright/test'

/** The shortest time between a click and the next key of a quick hand. */
const handMs = 50

/** Where a selection goes: the words themselves, or a place beside them. */
type Edge = 'around' | 'before' | 'after'

export class BoardDriver {
  readonly page: Page
  readonly text: Locator

  /** `title` is the board's; the board must be the one shown. */
  constructor(page: Page, title: string) {
    this.page = page
    this.text = page.getByRole('textbox', { name: `Text of ${title}`, exact: true })
  }

  /** Types `text` as a new paragraph at the end of the board, or into its last one while that is empty. */
  async addParagraph(text: string): Promise<void> {
    await this.caretToEnd()
    await this.page.keyboard.type(text)
  }

  /** A heading by its Markdown shortcut, at the end of the board. */
  async addHeading(text: string, level: 1 | 2 | 3): Promise<void> {
    await this.addParagraph(`${'#'.repeat(level)} `)
    await this.page.keyboard.type(text)
  }

  /** Types `text` as a new paragraph at the end of the section under the heading `section`. */
  async addToSection(section: string, text: string): Promise<void> {
    await this.caretToSectionEnd(section)
    await this.page.keyboard.type(text)
  }

  /** Puts the caret into an empty paragraph at the end of the section. */
  async caretToSectionEnd(section: string): Promise<void> {
    await this.#focus()
    const last = await this.text.evaluate((editor, heading) => {
      const blocks = [...editor.children]
      // Another person's caret in the heading brings a name label along.
      const wordsOf = (block: Element): string => [...block.childNodes].map((node) => (node instanceof Element && node.matches('.peer-caret') ? '' : node.textContent)).join('')
      const start = blocks.findIndex((block) => /^H[1-6]$/u.test(block.tagName) && wordsOf(block).includes(heading))
      if (start < 0) throw new Error(`no heading "${heading}" on the board`)
      let end = start
      while (end + 1 < blocks.length && !/^H[1-6]$/.test(blocks[end + 1]?.tagName ?? '')) end += 1
      const block = blocks[end]
      if (block === undefined) throw new Error('no block at the end of the section')
      const range = document.createRange()
      range.selectNodeContents(block.querySelector('tr:last-child > :last-child p:last-child') ?? block)
      range.collapse(false)
      getSelection()?.removeAllRanges()
      getSelection()?.addRange(range)
      document.dispatchEvent(new Event('selectionchange'))
      return { isTable: block.querySelector('table') !== null || block.tagName === 'TABLE', isEmpty: block.tagName === 'P' && block.textContent === '' }
    }, section)
    await this.settle()
    if (last.isTable) await this.page.keyboard.press('ArrowDown')
    else if (!last.isEmpty) await this.page.keyboard.press('Enter')
  }

  async caretToEnd(): Promise<void> {
    await this.#focus()
    await this.page.keyboard.press('Control+End')
    await this.settle()
    const isEmpty = await this.text.evaluate((editor) => {
      const block = editor.lastElementChild
      return block?.tagName === 'P' && block.textContent === ''
    })
    if (!isEmpty) await this.page.keyboard.press('Enter')
  }

  /** Replaces the first `old` on the board by typing over it. */
  async replace(old: string, text: string): Promise<void> {
    await this.select(old)
    await this.page.keyboard.type(text)
  }

  /** Types `text` right after the first `anchor`. */
  async insertAfter(anchor: string, text: string): Promise<void> {
    await this.select(anchor, 'after')
    await this.page.keyboard.type(text)
  }

  /** Selects the first occurrence of `words`, or puts the caret beside it; waits until the words have arrived here. */
  async select(words: string, edge: Edge = 'around'): Promise<void> {
    await this.#focus()
    await expect(async () => {
      await this.text.evaluate(selectInPage, { words, edge })
    }).toPass({ timeout: 10_000 })
    await this.settle()
  }

  /** Pastes as the clipboard of another program would: `html` and its plain text. */
  async paste(html: string | null, plain: string): Promise<void> {
    await this.text.evaluate((editor, clip) => {
      const data = new DataTransfer()
      if (clip.html !== null) data.setData('text/html', clip.html)
      data.setData('text/plain', clip.plain)
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    }, { html, plain })
  }

  /** A table by the slash menu, at the caret, made `rows` × `columns` by its tools. */
  async insertTable(rows: number, columns: number): Promise<void> {
    const table = this.text.getByRole('table').last()
    const before = await this.text.getByRole('table').count()
    await this.page.keyboard.type('/table')
    await this.page.getByRole('option', { name: /^Table/u }).click()
    await expect(this.text.getByRole('table')).toHaveCount(before + 1)
    await table.getByRole('columnheader').first().click()
    const [hasRows, hasColumns] = [await table.getByRole('row').count(), await table.getByRole('columnheader').count()]
    for (let row = hasRows; row < rows; row += 1) await this.tableTool('Row below')
    for (let row = hasRows; row > rows; row -= 1) await this.tableTool('Delete row')
    for (let column = hasColumns; column < columns; column += 1) await this.tableTool('Column after')
    for (let column = hasColumns; column > columns; column -= 1) await this.tableTool('Delete column')
    await expect(table.getByRole('row')).toHaveCount(rows)
    await expect(table.getByRole('columnheader')).toHaveCount(columns)
  }

  /** A tool of the table that the caret is in, from its bar or from the menu at the bar's end. */
  async tableTool(name: string): Promise<void> {
    const tools = this.page.getByRole('toolbar', { name: 'Table' })
    await expect(tools).toBeVisible()
    const tool = tools.getByRole('button', { name, exact: true })
    if (await tool.isVisible()) await tool.click()
    else {
      await tools.getByRole('button', { name: 'More table actions' }).click()
      await this.page.getByRole('menuitem', { name, exact: true }).click()
    }
  }

  /** Types into the cells of the last table, one after the other, from the first cell of `row` on; Tab leads from cell to cell. */
  async typeCells(row: number, cells: readonly string[]): Promise<void> {
    await this.caretInRow(row)
    for (const [index, cell] of cells.entries()) {
      if (index > 0) await this.page.keyboard.press('Tab')
      await this.page.keyboard.type(cell)
    }
  }

  /** Caret at the start of the first cell of a row of the last table; -1 is the last row. */
  async caretInRow(row: number): Promise<void> {
    await this.text.getByRole('row').nth(row).getByRole('cell').or(this.text.getByRole('row').nth(row).getByRole('columnheader')).first().click()
    await this.settle()
  }

  /** Cuts the section under the heading `title`, heading included, into the clipboard. */
  async cutSection(title: string): Promise<void> {
    await this.#focus()
    await this.text.evaluate((editor, heading) => {
      const blocks = [...editor.children]
      const wordsOf = (block: Element): string => [...block.childNodes].map((node) => (node instanceof Element && node.matches('.peer-caret') ? '' : node.textContent)).join('')
      const start = blocks.findIndex((block) => /^H[1-6]$/u.test(block.tagName) && wordsOf(block).includes(heading))
      let end = start
      while (end + 1 < blocks.length && !/^H[1-6]$/u.test(blocks[end + 1]?.tagName ?? '')) end += 1
      const range = document.createRange()
      range.setStart(blocks[start] ?? editor, 0)
      range.setEndAfter(blocks[end]?.lastChild ?? editor)
      getSelection()?.removeAllRanges()
      getSelection()?.addRange(range)
      document.dispatchEvent(new Event('selectionchange'))
    }, title)
    await this.settle()
    const blocks = await this.text.evaluate((editor) => editor.children.length)
    await this.page.keyboard.press('Control+x')
    await expect.poll(() => this.text.evaluate((editor) => editor.children.length)).toBeLessThan(blocks)
    // What stays is the empty line that the caret is in.
    const rest = await this.text.evaluate((editor) => editor.children.length)
    await expect(async () => {
      await this.page.keyboard.press('Backspace')
      expect(await this.text.evaluate((editor) => editor.children.length)).toBe(rest - 1)
    }).toPass({ intervals: [100], timeout: 15_000 })
  }

  /**
   * Puts the keyboard on the board, as a click does. ProseMirror settles its selection within 20 ms of that; no hand is faster. Both are
   * timers of the page: on a busy machine, too, the shorter ends first.
   */
  async #focus(): Promise<void> {
    if (await this.text.evaluate((editor) => editor === document.activeElement)) return
    await this.text.focus()
    await this.page.evaluate((ms) => new Promise((resolve) => {
      setTimeout(resolve, ms)
    }), handMs)
  }

  /** Lets the editor take over a selection that was made in the page. */
  async settle(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => {
      requestAnimationFrame(() => requestAnimationFrame(resolve))
    }))
  }

  /** The words of the board, without the name labels of other people's carets. */
  async words(): Promise<string> {
    return this.text.evaluate((editor) => {
      const copy = editor.cloneNode(true) as HTMLElement
      for (const label of copy.querySelectorAll('.peer-caret')) label.remove()
      return [...copy.querySelectorAll('p, h1, h2, h3, [data-outcome-text]')].map((block) => block.textContent ?? '').join('\n')
    })
  }
}

function selectInPage(editor: Element, { words, edge }: { words: string; edge: Edge }): void {
  const isWords = (node: Node): boolean => node.parentElement?.closest('.peer-caret, [contenteditable="false"]') === null
  const blocks = [...editor.querySelectorAll('p, h1, h2, h3, h4, pre')]
  for (const block of blocks) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) => (isWords(node) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT))
    const nodes: Text[] = []
    while (walker.nextNode()) nodes.push(walker.currentNode as Text)
    const start = nodes.map((node) => node.data).join('').indexOf(words)
    if (start < 0) continue
    const at = (offset: number): [Text, number] => {
      let rest = offset
      for (const node of nodes) {
        if (rest <= node.data.length) return [node, rest]
        rest -= node.data.length
      }
      throw new Error('offset beyond the block')
    }
    const range = document.createRange()
    if (edge !== 'after') range.setStart(...at(start))
    else range.setStart(...at(start + words.length))
    if (edge === 'around') range.setEnd(...at(start + words.length))
    else range.collapse(true)
    getSelection()?.removeAllRanges()
    getSelection()?.addRange(range)
    document.dispatchEvent(new Event('selectionchange'))
    return
  }
  throw new Error(`"${words}" is not on the board`)
}
