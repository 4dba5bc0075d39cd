/**
 * Invites that were taken back, as this computer knows them: those in the document that are genuine, kept beside it, so that nobody
 * who may write the document can make them unsaid here; and which of them the relay has.
 */
import type * as Y from 'yjs'
import { readRevocations } from '../../../shared/document/invites.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { encodeRevocation } from '../../../shared/protocol/admission.ts'
import { toBase64Url } from '../../../shared/protocol/base64url.ts'
import { genuineRevocations, revocationIn } from '../../../shared/protocol/revocations.ts'
import type { SignaturePlatform } from '../../../shared/protocol/signatures.ts'
import type { EngineValues } from '../engine-values.ts'

export class Revocations {
  readonly #values: EngineValues
  readonly #platform: SignaturePlatform
  /** Texts that were looked at and are not genuine: nobody can make this computer check them for ever. */
  readonly #refused = new Set<string>()

  constructor(values: EngineValues, platform: SignaturePlatform) {
    this.#values = values
    this.#platform = platform
  }

  /** Takes over what is new and genuine in the document. True when there was something. */
  take(workshop: WorkshopId, doc: Y.Doc): boolean {
    const known = this.#known(workshop)
    const found = new Map([...readRevocations(doc)].filter(([id, text]) => !Object.hasOwn(known, id) && !this.#refused.has(text)))
    const genuine = genuineRevocations(this.#platform, workshop, found)
    const added = new Map<string, string>()
    for (const [id, text] of found) {
      if (genuine.has(id)) added.set(id, text)
      else this.#refused.add(text)
    }
    if (added.size === 0) return false
    this.#values.noteOf(workshop, 'revocations', { ...known, ...Object.fromEntries(added) })
    return true
  }

  /** Keeps a revocation that was made here. Durable when it returns; throws StorageError. */
  keep(workshop: WorkshopId, id: string, text: string): void {
    this.#values.setOf(workshop, 'revocations', { ...this.#known(workshop), [id]: text })
  }

  /** Null for an invite that was not taken back; else when, in ms since the epoch. */
  revokedAt(workshop: WorkshopId, id: string): number | null {
    const text = this.#known(workshop)[id]
    const revocation = text === undefined ? null : revocationIn(id, text)
    return revocation === null ? null : revocation.revokedAt * 1_000
  }

  has(workshop: WorkshopId, subject: Uint8Array): boolean {
    return Object.hasOwn(this.#known(workshop), toBase64Url(subject))
  }

  /** The earliest first: a relay of an older Minuta takes nothing from whom it knows to be taken back. */
  all(workshop: WorkshopId): readonly { readonly id: string; readonly bytes: Uint8Array }[] {
    return Object.entries(this.#known(workshop))
      .flatMap(([id, text]) => {
        const revocation = revocationIn(id, text)
        return revocation === null ? [] : [{ id, bytes: encodeRevocation(revocation), revokedAt: revocation.revokedAt }]
      })
      .sort((a, b) => a.revokedAt - b.revokedAt)
  }

  /** The relay with `lineage` has it on its disk. */
  confirm(workshop: WorkshopId, lineage: string, subject: Uint8Array): void {
    const onRelay = this.#values.getOf(workshop, 'revocations-on-relay')
    const ids = onRelay?.lineage === lineage ? onRelay.ids : []
    const id = toBase64Url(subject)
    if (!ids.includes(id)) this.#values.noteOf(workshop, 'revocations-on-relay', { lineage, ids: [...ids, id] })
  }

  isOnRelay(workshop: WorkshopId, id: string): boolean {
    return this.#values.getOf(workshop, 'revocations-on-relay')?.ids.includes(id) ?? false
  }

  #known(workshop: WorkshopId): Readonly<Record<string, string>> {
    return this.#values.getOf(workshop, 'revocations') ?? {}
  }
}
