/** Why a relay lets nobody in, by the close reasons of the protocol, and 'inviteMissing': it asks for an invite and there is none here. */

/** What only another invite can heal. */
export const inviteRefusals: ReadonlySet<string> = new Set(['inviteMissing', 'inviteWrong', 'inviteExpired', 'inviteRevoked'])
/** Why it cannot be asked again with the invite that is held. */
export const finalRefusals: ReadonlySet<string> = new Set([...inviteRefusals, 'roleForbids'])
