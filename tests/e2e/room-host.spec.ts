/** "Open the room": the relay inside a real app, its certificate and addresses as others see them, and its life without a window. */
import { execFileSync, spawn } from 'node:child_process'
import { createHash, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { connect as connectTls } from 'node:tls'
import { expect, test } from '@playwright/test'
import type { ElectronApplication, Page } from 'playwright-core'
import WebSocket from 'ws'
import type { DesktopApi, FoundRoom, RoomState } from '../../shared/ipc/desktop-api.ts'
import { newId, type WorkshopId } from '../../shared/model/ids.ts'
import { closeCode } from '../../shared/protocol/messages.ts'
import { launchApp, type RunningApp } from '../helpers/electron-app.ts'
import { descendants } from '../helpers/processes.ts'

type PageWindow = Window & { readonly minuta: DesktopApi }
type OpenState = Extract<RoomState, { kind: 'open' }>

test('RM1 opened', async () => {
  const { app, page, close } = await launchApp()
  const id = newId<WorkshopId>()
  const pin = await page.evaluate(() => (window as unknown as PageWindow).minuta.invoke('room-pin'))
  const state = await page.evaluate((w) => (window as unknown as PageWindow).minuta.invoke('open-room', w, '', true), id)
  console.log(pin, state)
  console.log(await page.evaluate(() => (window as unknown as PageWindow).minuta.invoke('app-info')))
  console.log(await page.evaluate(() => (window as unknown as PageWindow).minuta.invoke('find-rooms')))
  app.process().stderr?.on('data', (d) => console.log(String(d)))
  process.kill(app.process().pid ?? 0, 'SIGTERM')
  await once(app.process(), 'exit')
  console.log('exit', app.process().exitCode, app.process().signalCode)
})
