/**
 * Finds out in which step joining fails, and names what it found: a network, the address, the port, somebody's login page in between,
 * the certificate, the relay, the invite. Opens no connection but to the addresses of the link, and sends nothing of ours before the
 * certificate was checked.
 */
import { BlockList, isIP, isIPv6 } from 'node:net'
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'
import { doctorChecks, type Diagnosis, type DoctorCheck, type DoctorFinding } from '../../../shared/ipc/engine-port.ts'
import type { JoinTarget } from '../../../shared/protocol/join-link.ts'
import type { Access } from '../access/access.ts'
import { CallFailure } from '../windows/call-failure.ts'
import { checkAdmission } from './join.ts'
import { knock } from './knock.ts'
import { bareHost, reach } from './reach.ts'
import type { RelayPlace } from '../relay/relay-places.ts'

const knockTimeoutMs = 2_000
const admissionTimeoutMs = 3_000

const accessDetails: Readonly<Record<string, string>> = {
  inviteWrong: 'invite-wrong',
  inviteExpired: 'invite-expired',
  inviteRevoked: 'invite-revoked',
  inviteMissing: 'invite-missing',
  noSuchRoom: 'no-such-workshop',
  tooMany: 'too-many',
}

/** `interfaces`: of this computer; for tests. */
export async function diagnose(
  target: JoinTarget, access: Access, signal: AbortSignal, interfaces: readonly NetworkInterfaceInfo[] = ownInterfaces(),
): Promise<Diagnosis> {
  const own = interfaces.filter(({ internal }) => !internal)
  const addresses = own.map(({ address }) => address)
  const asked = target.relay.urls.map((url) => new URL(url))
  const hosts = asked.map((url) => url.host)
  const findings: DoctorFinding[] = []
  const note = (check: DoctorCheck, outcome: DoctorFinding['outcome'], detail = '', values: readonly string[] = []): void => {
    findings.push({ check, outcome, detail, values })
  }
  if (own.length === 0 && !asked.every(isLoopback)) {
    note('network', 'bad', 'no-network')
    return conclude(findings)
  }
  note('network', 'good', '', addresses)

  const reached = await Promise.all(asked.map((url) => reach(url, signal)))
  const places = target.relay.urls.flatMap((url, index): RelayPlace[] => (reached[index] === 'open' ? [{ url, pin: target.relay.pin, mustProve: false }] : []))
  if (places.length === 0) {
    const isElsewhere = asked.every((url) => isIP(bareHost(url)) !== 0 && !isNear(bareHost(url), interfaces))
    if (reached.every((result) => result === 'no-such-host')) note('address', 'bad', 'no-such-host', hosts)
    else if (isElsewhere && !reached.includes('refused')) note('address', 'bad', 'other-network', [...addresses, ...hosts])
    else {
      note('address', 'good', '', hosts)
      note('port', 'bad', reached.includes('refused') ? 'refused' : 'no-answer', hosts)
    }
    return conclude(findings)
  }
  note('address', 'good', '', hosts)
  note('port', 'good', '', places.map(({ url }) => new URL(url).host))

  // Several may answer, and not all of them need be the relay.
  const examined = await Promise.all(places.map((place) => examine(place, target, access, signal)))
  const best = examined.reduce((best, other) => (countGood(other) > countGood(best) ? other : best))
  return conclude([...findings, ...best])
}

async function examine(place: RelayPlace, target: JoinTarget, access: Access, signal: AbortSignal): Promise<readonly DoctorFinding[]> {
  const values = [new URL(place.url).host]
  const good = (check: DoctorCheck): DoctorFinding => ({ check, outcome: 'good', detail: '', values })
  const bad = (check: DoctorCheck, detail: string): DoctorFinding => ({ check, outcome: 'bad', detail, values })
  const answer = await knock(place, AbortSignal.any([signal, AbortSignal.timeout(knockTimeoutMs)]))
  if (answer.isPage) return [bad('captive-portal', 'login-page')]
  const soFar = [good('captive-portal')]
  if (answer.isCertificateGood === false) return [...soFar, bad('certificate', 'other-certificate')]
  if (answer.isCertificateGood === true) soFar.push(good('certificate'))
  try {
    await checkAdmission({
      relay: { urls: [place.url], pin: place.pin }, workshop: target.workshop, signal, timeoutMs: admissionTimeoutMs,
      access: access.linkAccess(target.workshop, target.token ?? undefined),
    })
    return [...soFar, good('relay'), good('access')]
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    const { kind, detail } = error.failure
    if (kind !== 'refused') return [...soFar, bad('relay', 'not-a-relay')]
    return [...soFar, good('relay'), bad('access', accessDetails[detail] ?? detail)]
  }
}

/** What was not tried follows what was. */
function conclude(findings: readonly DoctorFinding[]): Diagnosis {
  const byCheck = new Map(findings.map((finding) => [finding.check, finding]))
  return {
    findings: doctorChecks.map((check) => byCheck.get(check) ?? { check, outcome: 'not-tried', detail: '', values: [] }),
    isGood: findings.every(({ outcome }) => outcome !== 'bad'),
  }
}

function countGood(findings: readonly DoctorFinding[]): number {
  return findings.filter(({ outcome }) => outcome === 'good').length
}

function isLoopback(url: URL): boolean {
  const host = bareHost(url)
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

/** Whether `address` is in the network of one of the interfaces, or out in the Internet, where every network leads. */
function isNear(address: string, interfaces: readonly NetworkInterfaceInfo[]): boolean {
  const family = isIPv6(address) ? 'ipv6' : 'ipv4'
  if (!privateNetworks.check(address, family)) return true
  return interfaces.some(({ cidr, family: own }) => {
    const [network, prefix] = (cidr ?? '').split('/')
    if (network === undefined || prefix === undefined || own.toLowerCase() !== family) return false
    const list = new BlockList()
    list.addSubnet(network, Number(prefix), family)
    return list.check(address, family)
  })
}

const privateNetworks = new BlockList()
for (const [network, prefix] of [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['169.254.0.0', 16]] as const) privateNetworks.addSubnet(network, prefix, 'ipv4')
for (const [network, prefix] of [['::1', 128], ['fc00::', 7], ['fe80::', 10]] as const) privateNetworks.addSubnet(network, prefix, 'ipv6')

function ownInterfaces(): readonly NetworkInterfaceInfo[] {
  return Object.values(networkInterfaces()).flatMap((infos) => infos ?? [])
}
