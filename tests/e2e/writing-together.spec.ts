/** Two people write on one board at the same time, in real windows over a real relay: every line stays whole, and in one piece. */
import { expect } from '@playwright/test'
import { BoardDriver } from '../helpers/board-driver.ts'
import { test } from '../helpers/test.ts'

const title = 'Debate'
/** Of a quick typist. */
const delay = 25

test('ED37: who writes on goes on in the same line, whatever the other one does above, below and to the line itself', async ({ relay, arrive }) => {
  const ana = await arrive('Maëlle Roussel')
  const ben = await arrive('Paul-André Santoni')
  await ana.createWorkshop({ title: 'Together' })
  await ana.addBoard(title)
  const mine = new BoardDriver(ana.page, title)
  await mine.addParagraph('Agenda')
  await ben.join(await ana.share(relay.url))
  const theirs = await ben.openBoard(title)
  await expect(theirs.text).toContainText('Agenda')
  for (const board of [mine, theirs]) await board.caretToEnd()

  // Both at the end of the board.
  const lines = (name: string): string[] => [1, 2, 3, 4].map((number) => `${name} hears sentence ${number} and writes it down`)
  await Promise.all([writeLines(mine, lines('Ana')), writeLines(theirs, lines('Ben'))])
  await expectLines([mine, theirs], [...lines('Ana'), ...lines('Ben')])

  // One writes at the end, the other makes empty lines and pastes some at the top.
  await mine.caretToEnd()
  await Promise.all([
    ana.page.keyboard.type('The caret stays where it is while lines come above it.', { delay }),
    (async () => {
      await theirs.select('Agenda', 'after')
      for (let times = 0; times < 6; times += 1) {
        await ben.page.keyboard.press('Enter')
        if (times % 2 === 0) await theirs.paste('<p>Pasted</p>', 'Pasted')
      }
    })(),
  ])
  await expectLines([mine, theirs], ['The caret stays where it is while lines come above it.'])

  // The other one makes a heading of the very line that is being written.
  await mine.caretToEnd()
  await ana.page.keyboard.type('Next steps ', { delay })
  await theirs.select('Next steps', 'after')
  await Promise.all([
    ana.page.keyboard.type('of the network until the spring of next year', { delay }),
    ben.page.keyboard.press('Control+Alt+2'),
  ])
  for (const { text } of [mine, theirs]) await expect(text.getByRole('heading', { level: 2 })).toHaveCount(1)
  await expectLines([mine, theirs], ['Next steps of the network until the spring of next year'])
  expect([...ana.problems, ...ben.problems]).toEqual([])
})

async function writeLines(board: BoardDriver, lines: readonly string[]): Promise<void> {
  for (const line of lines) {
    // Enter in any case: an empty line at the end may be the other one's.
    await board.page.keyboard.press('Control+End')
    await board.page.keyboard.press('Enter')
    await board.page.keyboard.type(line, { delay })
  }
}

/** Each of `lines` is there once, as a line of its own, on every board. */
async function expectLines(boards: readonly BoardDriver[], lines: readonly string[]): Promise<void> {
  for (const board of boards) {
    await expect(async () => {
      const written = (await board.words()).split('\n')
      expect(lines.map((line) => written.filter((one) => one === line).length)).toEqual(lines.map(() => 1))
    }).toPass({ timeout: 15_000 })
  }
}
