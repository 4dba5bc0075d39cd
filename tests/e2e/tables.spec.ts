/** Tables as people use them: made, grown, merged, sized and written by two at once, in real windows over a real relay. */
import { expect } from '@playwright/test'
import { BoardDriver } from '../helpers/board-driver.ts'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

const title = 'Ideas'

test('ED17 a table is made, grown, merged, sized and navigated, and is the same after a restart', async ({ arrive }) => {
  const person = await arrive('Paul-André Santoni')
  await person.createWorkshop({ title: 'Tables' })
  await person.addBoard(title)
  const board = new BoardDriver(person.page, title)
  await board.caretToEnd()
  await person.page.getByRole('toolbar', { name: 'Formatting' }).getByRole('button', { name: 'Insert' }).click()
  await person.page.getByRole('menuitem', { name: /^Table/u }).click()
  await expect(board.text.getByRole('table')).toHaveCount(1)
  await board.tableTool('Delete table')
  await expect(board.text.getByRole('table')).toHaveCount(0)

  await board.caretToEnd()
  await board.insertTable(3, 3)
  await board.typeCells(0, ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])
  await expectCells(board, [['a', 'b', 'c'], ['d', 'e', 'f'], ['g', 'h', 'i']])
  await pictures(person, 'board-table')
  // Back two cells, and what is typed replaces what Tab selected.
  await person.page.keyboard.press('Shift+Tab')
  await person.page.keyboard.press('Shift+Tab')
  await person.page.keyboard.type('G')
  await expectCells(board, [['a', 'b', 'c'], ['d', 'e', 'f'], ['G', 'h', 'i']])
  // Tab in the last cell adds a row.
  await board.text.getByRole('cell', { name: 'i', exact: true }).click()
  await person.page.keyboard.press('Tab')
  await person.page.keyboard.type('j')
  await expectCells(board, [['a', 'b', 'c'], ['d', 'e', 'f'], ['G', 'h', 'i'], ['j', '', '']])
  await board.tableTool('Row above')
  await board.tableTool('Delete row')
  await expect(board.text.getByRole('row')).toHaveCount(4)

  await board.tableTool('Header row')
  await expect(board.text.getByRole('columnheader')).toHaveCount(0)
  await board.tableTool('Header row')
  await expect(board.text.getByRole('columnheader')).toHaveCount(3)

  await selectCells(board, 'd', 'e')
  await board.tableTool('Merge cells')
  await expect(board.text.locator('td[colspan="2"]')).toHaveText('de')
  await board.tableTool('Split cell')
  await expect(board.text.locator('td[colspan="2"]')).toHaveCount(0)

  const width = await widenFirstColumn(board)
  await expect(person.lights).toContainText('Saved here')
  const before = await cells(board)
  await person.leave()
  await person.comeBack()
  await person.page.getByRole('button', { name: 'Tables' }).first().click()
  const again = await person.openBoard(title)
  expect(await cells(again)).toEqual(before)
  expect(Math.abs((await firstColumn(again)) - width)).toBeLessThan(3)
  expect(person.problems).toEqual([])
})

test('ED17 two people in one table at once lose nothing and see the same', async ({ relay, arrive }) => {
  const fac = await arrive('Maëlle Roussel')
  const rap = await arrive('Paul-André Santoni')
  await fac.createWorkshop({ title: 'Tables' })
  await fac.addBoard(title)
  const mine = new BoardDriver(fac.page, title)
  await mine.caretToEnd()
  await mine.insertTable(3, 3)
  const link = await fac.share(relay.url)
  await rap.join(link)
  const theirs = await rap.openBoard(title)
  await expect(theirs.text.getByRole('table')).toHaveCount(1)

  await cellAt(mine, 1, 0).click()
  await cellAt(theirs, 1, 2).click()
  await Promise.all([fac.page.keyboard.type('written in the first column ', { delay: 15 }), rap.page.keyboard.type('written in the last column ', { delay: 15 })])
  // One goes on writing while the other inserts rows and a column around the words.
  await Promise.all([
    fac.page.keyboard.type('and on while rows come', { delay: 40 }),
    (async () => {
      await theirs.tableTool('Row above')
      await theirs.tableTool('Row below')
      await theirs.tableTool('Column after')
    })(),
  ])
  await rap.page.keyboard.type('end')
  const empty = ['', '', '', '']
  const expected = [empty, empty, ['written in the first column and on while rows come', '', 'written in the last column end', ''], empty, empty]
  await expectCells(mine, expected)
  await expectCells(theirs, expected)
  // ED121: a name that reaches over the edge makes no bar, which would move what stands below.
  await cellAt(theirs, 1, 3).click()
  await rap.page.keyboard.type('near the edge')
  await expect(cellAt(mine, 1, 3).locator('.peer-caret-name')).toBeVisible()
  expect(await mine.text.locator('.tableWrapper').evaluate((wrapper) => [wrapper.scrollWidth - wrapper.clientWidth, wrapper.getBoundingClientRect().height - wrapper.clientHeight].map(Math.round))).toEqual([0, 0])
  expect([...fac.problems, ...rap.problems]).toEqual([])
})

test('a column of a table from right to left is sized at its own border, and arrows lead to where they point (ED67, ED116)', async ({ arrive }) => {
  const person = await arrive('ليلى')
  await person.createWorkshop({ title: 'Tables' })
  await person.addBoard(title)
  const board = new BoardDriver(person.page, title)
  await board.caretToEnd()
  await board.insertTable(3, 3)
  await board.typeCells(0, ['مرفأ', 'ب', 'ج', 'د', 'ه', 'و'])
  const width = await widenFirstColumn(board, 'rtl')
  await expectCells(board, [['مرفأ', 'ب', 'ج'], ['د', 'ه', 'و'], ['', '', '']])
  await pictures(person, 'board-table-rtl')
  // ED116: to the left is the next cell here, with Shift as well.
  await cellAt(board, 0, 0).click()
  for (const key of ['End', 'ArrowLeft', 'x', 'ArrowLeft', 'ArrowLeft', 'y']) await (key.length === 1 ? board.page.keyboard.type(key) : board.page.keyboard.press(key))
  await expectCells(board, [['مرفأ', 'xب', 'yج'], ['د', 'ه', 'و'], ['', '', '']])
  await cellAt(board, 1, 0).click()
  for (const key of ['End', 'Shift+ArrowLeft', 'Delete']) await board.page.keyboard.press(key)
  await expectCells(board, [['مرفأ', 'xب', 'yج'], ['', '', 'و'], ['', '', '']])
  // And back.
  const box = await cellAt(board, 1, 0).boundingBox()
  if (box === null) throw new Error('no first cell')
  await board.page.mouse.move(box.x + 20, box.y + 10)
  await board.page.mouse.move(box.x + 1, box.y + 10, { steps: 5 })
  await board.page.mouse.down()
  await board.page.mouse.move(box.x + 31, box.y + 10, { steps: 5 })
  await board.page.mouse.up()
  await expect.poll(() => firstColumn(board)).toBeLessThan(width - 20)
  expect(person.problems).toEqual([])
})

/** The words of every cell, row by row, without the name labels of others' carets. */
async function cells(board: BoardDriver): Promise<string[][]> {
  return board.text.locator('table').last().evaluate((table) => [...table.querySelectorAll('tr')].map((row) => [...row.querySelectorAll('td, th')].map((cell) => {
    const copy = cell.cloneNode(true) as Element
    for (const label of copy.querySelectorAll('.peer-caret')) label.remove()
    return (copy.textContent ?? '').trim()
  })))
}

async function expectCells(board: BoardDriver, expected: readonly (readonly string[])[]): Promise<void> {
  await expect(async () => {
    expect(await cells(board)).toEqual(expected)
  }).toPass({ timeout: 15_000 })
}

function cellAt(board: BoardDriver, row: number, column: number) {
  return board.text.locator('tr').nth(row).locator('td, th').nth(column)
}

/** Selects from one cell to another as a mouse does: pressed in the first, released in the second. */
async function selectCells(board: BoardDriver, from: string, to: string): Promise<void> {
  for (const [index, name] of [from, to].entries()) {
    const box = await board.text.getByRole('cell', { name, exact: true }).boundingBox()
    if (box === null) throw new Error(`no cell ${name}`)
    await board.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 })
    if (index === 0) await board.page.mouse.down()
    else await board.page.mouse.up()
  }
  await board.settle()
}

async function firstColumn(board: BoardDriver): Promise<number> {
  return board.text.locator('tr').first().locator('td, th').first().evaluate((cell) => cell.getBoundingClientRect().width)
}

/** Drags the line after the first column away from it; returns the column's new width. */
async function widenFirstColumn(board: BoardDriver, direction: 'ltr' | 'rtl' = 'ltr'): Promise<number> {
  const before = await firstColumn(board)
  const box = await cellAt(board, 1, 0).boundingBox()
  if (box === null) throw new Error('no first cell')
  const forth = direction === 'ltr' ? 1 : -1
  const [x, y] = [direction === 'ltr' ? box.x + box.width - 1 : box.x + 1, box.y + box.height / 2]
  await board.page.mouse.move(x - 20 * forth, y)
  await board.page.mouse.move(x, y, { steps: 5 })
  await board.page.mouse.down()
  await board.page.mouse.move(x + 60 * forth, y, { steps: 10 })
  await board.page.mouse.up()
  await expect.poll(() => firstColumn(board)).toBeGreaterThan(before + 40)
  return firstColumn(board)
}
