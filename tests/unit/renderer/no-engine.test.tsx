import { act } from 'react'
import { expect, test } from 'vitest'
import { App } from '../../../renderer/app/app.tsx'
import type { DesktopApi } from '../../../shared/ipc/desktop-api.ts'
import { eventually } from '../../helpers/eventually.ts'
import { HandMadeRoom } from '../../helpers/hand-made-room.ts'
import { draw } from './render-kit.tsx'

test('EN111 an engine that ends again and again before it answers leaves no empty window: it says why, and goes on when one answers', async () => {
  const computer = new HandMadeRoom()
  const settings = await computer.call('getSettings')
  const answer = Promise.withResolvers<typeof settings>()
  computer.overrides.getSettings = () => answer.promise
  const { unmount } = await draw(<App source={computer} desktop={computer.desktop} />)
  const words = (): string => document.body.textContent ?? ''
  const end = async (): Promise<void> => act(async () => computer.emit('engine-lost', { detail: 'exit code 1' }))
  for (let ends = 0; ends < 2; ends += 1) await end()
  expect(words()).toBe('')
  await end()
  expect(words()).toContain('The workshops of this computer cannot be opened')
  expect(words()).toContain('exit code 1')
  await act(async () => answer.resolve(settings))
  expect(words()).toContain('New workshop')
  await unmount()
  computer.dispose()
})

test('UI287 who reads the app in another language than their system reads what is wrong with the storage in it, too', async () => {
  const computer = new HandMadeRoom()
  computer.overrides.getSettings = () => Promise.reject(new Error('no settings can be read'))
  const there = computer.desktop
  const desktop: DesktopApi = { ...there, invoke: async (name, ...args) => (name === 'app-info' ? { ...(await there.invoke('app-info')), language: 'ar' } : there.invoke(name, ...args)) }
  const { unmount } = await draw(<App source={computer} desktop={desktop} />)
  await eventually(() => expect(document.body.textContent).toContain('تعذر فتح ورشات هذا الحاسوب'))
  expect(document.documentElement.dir).toBe('rtl')
  await unmount()
  computer.dispose()
})
