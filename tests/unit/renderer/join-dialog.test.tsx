import { act } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { JoinDialog } from '../../../renderer/room/join-dialog.tsx'
import { joinLink, type JoinTarget } from '../../../shared/protocol/join-link.ts'
import { newId, type WorkshopId } from '../../../shared/model/ids.ts'
import { draw, fill, find, type Drawn } from './render-kit.tsx'

const target: JoinTarget = { relay: { urls: ['wss://relay.example.org'], pin: null }, workshop: newId<WorkshopId>(), token: null }
let drawn: Drawn | null = null
afterEach(async () => {
  await drawn?.unmount()
  drawn = null
})

type Asked = { readonly asked: JoinTarget[]; readonly joined: WorkshopId[] }

async function open(clickedLink: string | null, answer: (asked: JoinTarget) => Promise<WorkshopId>): Promise<Asked> {
  const asked: JoinTarget[] = []
  const joined: WorkshopId[] = []
  drawn = await draw(
    <JoinDialog
      clickedLink={clickedLink}
      rememberedRelay=""
      join={(wanted) => {
        asked.push(wanted)
        return answer(wanted)
      }}
      onJoined={(workshop) => joined.push(workshop)}
      onClose={() => undefined}
    />,
  )
  return { asked, joined }
}

async function submit(): Promise<void> {
  await act(async () => document.querySelector('form')?.requestSubmit())
}

const accept = ({ workshop }: JoinTarget): Promise<WorkshopId> => Promise.resolve(workshop)
const words = (): string => document.querySelector('[role="dialog"]')?.textContent ?? ''

describe('joining', () => {
  test('a clicked link is asked about by the name of its relay, and followed only on demand', async () => {
    const { asked, joined } = await open(joinLink(target), accept)
    expect(words()).toContain('connect to wss://relay.example.org')
    expect(asked).toEqual([])
    await submit()
    expect(asked).toEqual([target])
    expect(joined).toEqual([target.workshop])
  })

  test('a clicked link that is none of ours is refused in words', async () => {
    const { asked } = await open('minuta://join?relay=https%3A%2F%2Fevil.example&workshop=abcdefgh', accept)
    await submit()
    expect(words()).toContain('This is not a Minuta link.')
    expect(asked).toEqual([])
  })

  test('address and id by hand do the same as a link', async () => {
    const { asked } = await open(null, accept)
    await submit()
    expect(words()).toContain('This is not a relay address.')
    await fill(find('input', 'Relay address'), ` ${target.relay.urls[0]}/ `)
    await fill(find('input', 'Workshop id'), target.workshop)
    await submit()
    expect(asked).toEqual([target])
  })

  test('a failure is told with its own sentence and the fields stay as they were', async () => {
    const { joined } = await open(joinLink(target), () => Promise.reject(Object.assign(new Error('no'), { failure: { kind: 'no-such-workshop', detail: '' } })))
    await submit()
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('it does not have this workshop')
    expect(find('input', 'Link').value).toBe(joinLink(target))
    expect(joined).toEqual([])
  })
})
