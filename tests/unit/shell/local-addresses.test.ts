import type { NetworkInterfaceInfo } from 'node:os'
import { expect, test } from 'vitest'
import { isPrivateAddress, localAddresses, maxLocalAddresses, type NetworkInterfaces } from '../../../shared/node/local-addresses.ts'

function ipv4(address: string, mac = 'a4:5e:60:01:02:03'): NetworkInterfaceInfo {
  return { address, netmask: '255.255.255.0', family: 'IPv4', mac, internal: address.startsWith('127.'), cidr: null }
}

function ipv6(address: string): NetworkInterfaceInfo {
  return { address, netmask: 'ffff::', family: 'IPv6', mac: 'a4:5e:60:01:02:03', internal: address === '::1', cidr: null, scopeid: 0 }
}

const loopback = { lo: [ipv4('127.0.0.1', '00:00:00:00:00:00'), ipv6('::1')] }

test.each<[string, NetworkInterfaces, string[]]>([
  ['a laptop in a Wi-Fi that also runs containers', {
    ...loopback, docker0: [ipv4('172.17.0.1', '02:42:ac:11:00:01')], 'br-5f1c2a3b4d5e': [ipv4('172.18.0.1')], wlp2s0: [ipv4('10.1.2.3'), ipv6('2001:db8::7')],
  }, ['10.1.2.3']],
  ['home networks before office networks before public addresses, and self-given ones last', {
    en5: [ipv4('169.254.3.4')], en4: [ipv4('203.0.113.9')], en3: [ipv4('172.20.0.5')], en2: [ipv4('10.0.0.5')], en1: [ipv4('192.168.1.5')], ...loopback,
  }, ['192.168.1.5', '10.0.0.5', '172.20.0.5', '203.0.113.9', '169.254.3.4']],
  ['Windows with its switches and tunnels', {
    'vEthernet (WSL)': [ipv4('172.28.0.1', '00:15:5d:00:00:01')], 'VirtualBox Host-Only Network': [ipv4('192.168.56.1', '0a:00:27:00:00:0b')],
    Tailscale: [ipv4('100.101.102.103')], 'Wi-Fi': [ipv4('192.168.178.20')], 'Local Area Connection* 2': [ipv4('192.168.137.1')],
  }, ['192.168.178.20', '192.168.137.1']],
  ['macOS that shares its connection as a hotspot', { utun3: [ipv4('10.8.0.2')], bridge100: [ipv4('192.168.2.1')], lo0: [ipv4('127.0.0.1')] }, ['192.168.2.1']],
  ['inside a container, whose only address is a container’s', { ...loopback, eth0: [ipv4('172.17.0.2', '02:42:ac:11:00:02')] }, ['172.17.0.2']],
  ['no network', loopback, ['127.0.0.1']],
  ['not even a loopback address', { eth0: [ipv6('fe80::1')], gone: undefined }, []],
])('RM3 addresses of %s', (_name, interfaces, addresses) => {
  expect(localAddresses(interfaces)).toEqual(addresses)
})

test('RM3 a computer in many networks offers no more addresses than a link carries, each once', () => {
  const infos = Array.from({ length: 30 }, (_, index) => ipv4(`192.168.${index % 20}.1`))
  const addresses = localAddresses({ eth0: infos })
  expect(addresses).toHaveLength(maxLocalAddresses)
  expect(new Set(addresses).size).toBe(maxLocalAddresses)
})

test.each([
  ['192.168.0.1', true], ['10.255.0.1', true], ['172.16.0.1', true], ['172.31.255.1', true], ['169.254.1.1', true],
  ['172.15.0.1', false], ['172.32.0.1', false], ['8.8.8.8', false], ['127.0.0.1', false], ['224.0.0.251', false], ['0.0.0.0', false], ['fd00::1', false], ['192.168.0.1.example.org', false],
])('an address of a stranger’s packet counts as private only if it is: %s', (address, isPrivate) => {
  expect(isPrivateAddress(address)).toBe(isPrivate)
})
