import { base } from './base.ts'
import { failures } from './failures.ts'
import { guest } from './guest.ts'
import { minutes } from './minutes.ts'
import { outcomes } from './outcomes.ts'
import { programme } from './programme.ts'
import { responses } from './responses.ts'
import { versions } from './versions.ts'
import type { GuestTranslation } from '../translation.ts'
import { withIsolates } from './isolates.ts'

/** What the page for browsers says. */
export const translation: GuestTranslation = withIsolates({
  base, failures, guest, minutes, outcomes, programme, responses, versions,
})
