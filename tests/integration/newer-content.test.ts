/** Against an app of tomorrow: what this build does not know passes through it whole, and it writes nothing on it. */
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readOnlyReason } from '../../shared/document/boards/content-guard.ts'
import { boardFragment, readBoardList } from '../../shared/document/read-workshop.ts'
import { rootsOf, supportedSchemaVersion } from '../../shared/document/roots.ts'
import { contentHash } from '../helpers/canonical-content.ts'
import { EngineProcess } from '../helpers/engine-process.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { stockClient } from '../helpers/stock-client.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { addNotes, recordOf, tokensOf, typeToken } from '../helpers/typing.ts'
import { when } from '../helpers/when.ts'
import { plainRelay } from '../helpers/plain-relay.ts'

test('SY15 a document that a newer Minuta takes over opens read-only, passes both ways, and comes back without a byte changed', async () => {
  const folders = [temporaryFolder(), temporaryFolder()] as const
  const relay = await RelayProcess.start(folders[0].path)
  const engine = await EngineProcess.start(folders[1].path)
  const source = engine.openWindow()
  const id = await source.call('createWorkshop', recordOf('Newer'))
  await source.call('setRelay', id, plainRelay(relay.url))
  const session = source.openSession(id)
  await when('shared', () => session.getStatus().isOnRelay)
  const notes = addNotes(session.doc, 'Notes')
  await when('the board is on the relay', () => session.getStatus().isOnRelay)
  const newer = stockClient(relay.url, id)
  try {
    await when('the newer app has it', () => newer.provider.synced && contentHash(newer.doc) === contentHash(session.doc))
    await source.call('setWorkOffline', true)
    typeToken(notes, 'offline')
    await when('stored', () => session.getStatus().isSavedHere)
    upgrade(newer.doc)
    await source.call('setWorkOffline', false)
    await when('what was typed offline is with the newer app', () => tokensOf(newer.doc).includes('offline'))
    await when('the newer content is here', () => session.getStatus().isFromNewerVersion && contentHash(session.doc) === contentHash(newer.doc))
    expect(readOnlyReason(session.doc)).toBe('from-newer-version')

    // From here on, this build only listens: in this window, in a new one, after a restart.
    let received = 0
    newer.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === newer.provider) received += update.byteLength
    })
    const before = Y.encodeStateVector(newer.doc)
    await engine.kill()
    await engine.restart()
    const second = engine.openWindow().openSession(id)
    await second.whenLoaded
    const text = boardFragment(newer.doc, readBoardList(newer.doc)[0]?.id ?? ('' as never))?.get(1)
    if (!(text instanceof Y.XmlElement)) throw new Error('the unknown block is gone')
    text.setAttribute('lanes', '4')
    newer.doc.getMap('votes').set('first', 1)
    for (const open of [session, second]) {
      const { doc } = open
      await when('the next change has arrived', () => contentHash(doc) === contentHash(newer.doc) && doc.getMap('votes').get('first') === 1)
      await when('everything is safe', () => open.getStatus().isSavedHere && open.getStatus().isOnRelay)
      expect(boardFragment(doc, readBoardList(doc)[0]?.id ?? ('' as never))?.toJSON()).toContain('<kanban lanes="4">')
    }
    const late = stockClient(relay.url, id)
    await when('a late peer has it', () => late.provider.synced && contentHash(late.doc) === contentHash(newer.doc))
    expect(late.doc.getMap('votes').get('first')).toBe(1)
    late.destroy()
    expect(received).toBe(0)
    // Nobody but the newer app appears in the history since.
    const authors = (doc: Y.Doc, since: Uint8Array): number[] => [...new Set(Y.decodeUpdate(Y.encodeStateAsUpdate(doc, since)).structs.map((struct) => struct.id.client))]
    expect(authors(session.doc, before)).toEqual([newer.doc.clientID])
  } finally {
    newer.destroy()
    await engine.kill()
    await relay.kill()
    for (const folder of folders) folder.remove()
  }
})

/** What a newer version might do: a higher layout, a root of its own, a block and a mark that nobody here knows. */
function upgrade(doc: Y.Doc): void {
  doc.transact(() => {
    rootsOf(doc).meta.set('schemaVersion', supportedSchemaVersion + 1)
    doc.getMap('votes').set('open', true)
    const [board] = readBoardList(doc)
    const fragment = board && boardFragment(doc, board.id)
    if (!fragment) throw new Error('the board that the newer app writes on has not come')
    const kanban = new Y.XmlElement('kanban')
    kanban.setAttribute('lanes', '3')
    const card = new Y.XmlText()
    card.insert(0, 'A card', { sparkle: { colour: 'gold' } })
    kanban.insert(0, [card])
    fragment.insert(1, [kanban])
  })
}
