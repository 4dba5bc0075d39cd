/** What people typed may be long, and run against the interface: nothing that is needed gives way to it. */
import { expect, type Locator } from '@playwright/test'
import { choose, type Person } from '../helpers/person.ts'
import { pictures, takePicture } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

const longName = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverwalter'
const longTitle = 'Presentation of the interregional strategic orientations for the islands, the mountains and the coasts'
const smallestControlPx = 32

/** Where the lines of the words in `place` begin for somebody who reads from right to left. */
function rightEdges(place: Locator): Promise<readonly number[]> {
  return place.evaluate((element) => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return [...new Set([...range.getClientRects()].map(({ right }) => Math.round(right)))]
  })
}

async function setDirection({ page }: Person, direction: string): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click()
  await choose(page.getByRole('dialog'), 'Direction of the interface', direction)
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
}

test('UI177 UI178 UI179 long names and titles leave every control its room, begin on one side, and are seen to be cut', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel')
  const { page } = person
  await person.createWorkshop({ title: longTitle })
  await person.addBoard(longTitle)
  await person.addPerson({ name: longName, organisation: 'Collectivité territoriale de Corse, direction de la coopération européenne', region: 'Provence-Alpes-Côte d’Azur', function: 'councillor' })
  for (const direction of ['From left to right', 'From right to left']) {
    await setDirection(person, direction)
    await person.openPage('Boards')
    const title = page.locator('.rail-title').first()
    await pictures(person, `long-board-${direction.slice(5, 9)}`)
    for (const size of [{ width: 1280, height: 800 }, { width: 1024, height: 700 }, { width: 720, height: 480 }]) {
      await person.resize(size)
      const widths = await page.getByRole('banner').locator('button').evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().width))
      expect(Math.min(...widths), `the narrowest button of the bar at ${size.width}`).toBeGreaterThanOrEqual(smallestControlPx)
      if (size.width > 900) expect(await title.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), 'the ellipsis is inside').toBeLessThanOrEqual(0)
    }
    await person.openPage('People')
    const frame = await page.locator('.people-frame').boundingBox()
    for (const control of [page.getByRole('button', { name: /Attendance of/u }), page.getByRole('button', { name: `Actions for ${longName}` })]) {
      const box = await control.boundingBox()
      if (frame === null || box === null) throw new Error('nothing is drawn')
      expect(box.x).toBeGreaterThanOrEqual(frame.x)
      expect(box.x + box.width).toBeLessThanOrEqual(frame.x + frame.width)
    }
    if (direction === 'From right to left') expect(await rightEdges(page.locator('.people-name'))).toHaveLength(1)
    await takePicture(page, `long-people-${direction.slice(5, 9)}-720x480`)
    await person.resize({ width: 1280, height: 800 })
  }
})
