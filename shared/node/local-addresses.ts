/**
 * The addresses under which others on the same network can most likely reach this computer. Nobody can know: so they are
 * ordered by what rooms and venues look like, and those of containers, virtual machines and tunnels count only when there is no other.
 * IPv4, because that is what every venue has.
 */
import { isIPv4 } from 'node:net'
import type { NetworkInterfaceInfo } from 'node:os'

export type NetworkInterfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>

/** A link and a QR code carry no more. */
export const maxLocalAddresses = 6

// Linux (docker, libvirt, tunnels), macOS (utun, awdl, llw, vmenet), Windows (vEthernet, VirtualBox, VMware). `bridge100` of macOS
// and `br0` are networks that people are on; `br-<hex>` is Docker's.
const virtualName = /^(docker|br-[0-9a-f]{6}|veth|virbr|vnet|vmnet|vmenet|vboxnet|lxc|lxd|cni|flannel|podman|tun|tap|utun|wg|zt|tailscale|ppp|ipsec|gif|stf|awdl|llw|anpi|vethernet|virtualbox|vmware|zerotier)/i
/** Docker, VirtualBox host-only, VMware, Hyper-V. Inside such a machine nothing else is there, and then they count. */
const virtualMac = /^(02:42|0a:00:27|00:50:56|00:15:5d)/i

/** The most likely first; the loopback address where no network is; empty where not even that is. */
export function localAddresses(interfaces: NetworkInterfaces): string[] {
  const all = Object.entries(interfaces)
    .flatMap(([name, infos]) => (infos ?? []).map((info) => ({ ...info, name })))
    .filter(({ address }) => isIPv4(address))
  const outside = all.filter(({ internal }) => !internal)
  const real = outside.filter(({ name, mac }) => !virtualName.test(name) && !virtualMac.test(mac))
  const candidates = [real, outside, all].find((list) => list.length > 0) ?? []
  return [...new Set(candidates.map(({ address }) => address))]
    // A stable sort: among equals the system's own order stays.
    .sort((a, b) => rankOf(a) - rankOf(b))
    .slice(0, maxLocalAddresses)
}

/** True for IPv4 addresses that mean something on a local network only. */
export function isPrivateAddress(address: string): boolean {
  return isIPv4(address) && rankOf(address) !== ranks.foreign
}

const ranks = { home: 0, office: 1, other: 2, foreign: 3, linkLocal: 4 } as const

function rankOf(address: string): number {
  if (address.startsWith('192.168.')) return ranks.home
  if (address.startsWith('10.')) return ranks.office
  // Networks of 172.16.0.0/12 are often a container's.
  if (/^172\.(1[6-9]|2\d|3[01])\./.test(address)) return ranks.other
  // What a computer gives itself when nobody gave it one: two laptops and a cable.
  return address.startsWith('169.254.') ? ranks.linkLocal : ranks.foreign
}
