import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { languages, loadLanguage, textOf } from '../../../renderer/base/words/i18n.tsx'
import { lightsOf, statusMessages, type WindowStatus } from '../../../renderer/base/words/status-words.ts'
import { loadWords } from '../../../renderer/languages/load.ts'
import type { EngineFailure, WorkshopStatus } from '../../../shared/ipc/engine-port.ts'
import { closeCode } from '../../../shared/protocol/messages.ts'
import { storageErrorKinds } from '../../../shared/storage/room-store.ts'

const text = textOf(createIntl({ locale: 'en-GB', defaultLocale: 'en-GB' }), statusMessages)
const french = textOf(createIntl(await loadLanguage('fr', loadWords)), statusMessages)
const allThere: WorkshopStatus = { isStored: true, storageProblem: null, relay: { kind: 'online' }, isOnRelay: true, deviceCount: 2, pendingBlobs: 0, role: 'facilitator' }
const settled: WindowStatus = { isLoaded: true, isSavedHere: true, isEngineLost: false, isFromNewerVersion: false, failure: null }
const time = (ms: number): string => `t${ms}`

function labels(status: Partial<WorkshopStatus> = {}, window: Partial<WindowStatus> = {}): string[] {
  return lightsOf(text, { ...allThere, ...status }, time, { ...settled, ...window }).map((light) => light.label)
}

describe('the lights', () => {
  test('UI10 everything kept everywhere is said in three words of comfort', () => {
    expect(labels()).toEqual(['Saved here', 'On the relay', 'On 2 other devices'])
  })

  test('plural forms are those of the language', () => {
    expect(labels({ deviceCount: 1 })[2]).toBe('On 1 other device')
    expect(labels({ deviceCount: 0 })[2]).toBe('On no other device yet')
    expect(lightsOf(french, { ...allThere, deviceCount: 1 }, time).map((light) => light.label)).toEqual(['Enregistré ici', 'Sur le relais', 'Sur 1 autre appareil'])
  })

  test('UI11 an edit that is still in the window is neither saved nor on the relay nor on any device, whatever the engine said last', () => {
    expect(labels({}, { isSavedHere: false })).toEqual(['Saving…', 'Sending to the relay…'])
    expect(labels({}, { isEngineLost: true })).toEqual(['Storage is restarting', 'Sending to the relay…'])
  })

  test('UI11 an edit that the engine has not written yet is not called saved', () => {
    expect(labels({ isStored: false, isOnRelay: false })).toEqual(['Saving…', 'Sending to the relay…'])
  })

  test('UI12 every reason why storage refuses has a light of its own that asks for somebody to act', () => {
    const words = storageErrorKinds.map((kind) => {
      const [light] = lightsOf(text, { ...allThere, storageProblem: kind }, time)
      expect(light?.level).toBe('problem')
      return light?.label
    })
    expect(new Set(words).size).toBe(storageErrorKinds.length)
  })

  test('a storage problem this build does not know still says that nothing is saved', () => {
    expect(labels({ storageProblem: 'from-the-moon' })[0]).toBe('Not saved: storage refuses')
  })

  test('EN100 a workshop that could not be opened again says why it is not saved, and claims nothing of relay and devices', () => {
    const failed = (failure: EngineFailure) => lightsOf(text, allThere, time, { ...settled, failure })
    for (const detail of storageErrorKinds) {
      const [known] = lightsOf(text, { ...allThere, storageProblem: detail }, time)
      expect(failed({ kind: 'storage', detail })).toMatchObject([{ id: 'here', level: 'problem', label: known?.label }])
    }
    const [light, ...others] = failed({ kind: 'bug', detail: '' })
    expect([light?.label, others]).toEqual(['Not saved: storage refuses', []])
    expect(light?.why).toContain('keep it open')
    expect(labels({}, { failure: { kind: 'storage', detail: 'corrupt' }, isEngineLost: true })).toEqual(['Not saved: storage is damaged'])
  })

  test('without a network it says since when, and working offline is no problem', () => {
    const offline = (reason: string) => lightsOf(text, { ...allThere, isOnRelay: false, relay: { kind: 'offline', since: 7, reason } }, time)[1]
    expect(offline('unreachable')).toMatchObject({ label: 'Relay unreachable since t7', level: 'problem' })
    expect(offline('working-offline')).toMatchObject({ label: 'Working offline', level: 'waiting' })
  })

  test('a relay that refuses is quoted in words, never by the name of a code', () => {
    for (const [words, language] of [[text, 'en'], [french, 'fr']] as const) {
      for (const reason of [...Object.keys(closeCode), 'fromTheMoon']) {
        const [, light] = lightsOf(words, { ...allThere, isOnRelay: false, relay: { kind: 'offline', since: 7, reason } }, time)
        expect([language, reason, light?.level]).toEqual([language, reason, 'problem'])
        expect(light?.label).not.toContain(reason)
        // What ended for good is told without a time of day.
        const shortest = reason.startsWith('invite') ? 'Invite' : 'Relay refused since t7: '
        expect(light?.label.length).toBeGreaterThan(shortest.length)
      }
    }
    const known = Object.keys(closeCode).map((reason) => text('refusedByRelay', { since: '', reason }))
    expect(known).not.toContain(text('refusedByRelay', { since: '', reason: 'fromTheMoon' }))
  })

  test.each(languages)('UI302 what a relay refuses says what is safe and who can put it right, and never that it goes on by itself where it does not (%s)', async (language) => {
    const words = textOf(createIntl(await loadLanguage(language, loadWords)), statusMessages)
    const offline = (reason: string) => lightsOf(words, { ...allThere, isOnRelay: false, relay: { kind: 'offline', since: 7, reason } }, time)[1]
    const reasons = [...Object.keys(closeCode), 'otherCertificate', 'notVouched', 'inviteMissing']
    const byItself = reasons.filter((reason) => offline(reason)?.why === words('unreachableWhy'))
    expect(byItself.toSorted()).toEqual(['goingAway', 'notAdmitted', 'tooMany', 'tooSlow'])
    const unknown = offline('fromTheMoon')?.label
    expect(reasons.filter((reason) => offline(reason)?.label === unknown)).toEqual([])
  })

  test('UI71 an invite that was taken back, that ended or that is not accepted says so, and what stays', () => {
    const offline = (reason: string) => lightsOf(text, { ...allThere, role: 'participant', isOnRelay: false, relay: { kind: 'offline', since: 7, reason } }, time)[1]
    expect(['inviteRevoked', 'inviteExpired', 'inviteWrong'].map((reason) => offline(reason)?.label)).toEqual(['Invite taken back', 'Invite ended', 'Invite not accepted'])
    expect(offline('inviteRevoked')?.why).toContain('stays on this computer')
    // AC88
    expect(offline('inviteExpired')?.why).toContain('has not begun by the clock of the relay')
  })

  test('UI72 images of others are being fetched, or wait for a connection; those of writers are passed on both ways', () => {
    const images = (status: Partial<WorkshopStatus>): string | undefined => lightsOf(text, { ...allThere, pendingBlobs: 3, ...status }, time).find(({ id }) => id === 'images')?.label
    expect(images({ role: 'viewer' })).toBe('3 images being fetched')
    expect(images({ role: 'viewer', relay: { kind: 'offline', since: 7, reason: 'unreachable' } })).toBe('3 images to fetch')
    expect(images({ role: 'rapporteur' })).toBe('3 images to pass on')
  })

  test('UI13 a workshop that is not shared says so and counts no devices', () => {
    expect(labels({ relay: { kind: 'none' }, isOnRelay: false, deviceCount: 0 })).toEqual(['Saved here', 'On this computer only'])
  })

  test('images on their way are counted', () => {
    expect(labels({ pendingBlobs: 3 })).toContain('3 images to pass on')
  })

  test('a document from a newer version is read only before anything else', () => {
    expect(labels({ storageProblem: 'full' }, { isFromNewerVersion: true })[0]).toBe('Read only: made with a newer Minuta')
  })
})
