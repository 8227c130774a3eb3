import { describe, expect, test } from 'vitest';
import { createAddressGuard } from './address-guard.ts';

describe('without anything allowed', () => {
  const guard = createAddressGuard([]);

  test.each([
    ['0.0.0.0', 'this host'],
    ['0.1.2.3', 'this network'],
    ['10.0.0.1', 'private'],
    ['10.255.255.255', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.100.100.200', 'metadata of Alibaba Cloud'],
    ['100.127.255.255', 'carrier-grade NAT'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['168.63.129.16', 'host agent of Azure'],
    ['169.254.0.1', 'link-local'],
    ['169.254.169.254', 'metadata'],
    ['169.254.170.2', 'credentials of AWS containers'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.1', 'IETF protocol assignments'],
    ['192.0.0.192', 'metadata of Oracle Cloud'],
    ['192.0.2.1', 'documentation'],
    ['192.88.99.1', '6to4 relays'],
    ['192.168.0.1', 'private'],
    ['198.18.0.1', 'benchmarking'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.255', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['0:0:0:0:0:0:0:1', 'loopback, written out'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['::a00:1', 'IPv4-compatible'],
    ['::ffff:127.0.0.1', 'mapped loopback'],
    ['::ffff:7f00:1', 'mapped loopback in hex'],
    ['::ffff:169.254.169.254', 'mapped metadata'],
    ['::ffff:8.8.8.8', 'mapped public'],
    ['::ffff:0:127.0.0.1', 'translated (SIIT)'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b::169.254.169.254', 'NAT64'],
    ['64:ff9b:1::a00:1', 'local NAT64'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:0:7f00:1::', 'Teredo'],
    ['2001:2::1', 'benchmarking'],
    ['2001:10::1', 'ORCHID'],
    ['2001:20::1', 'ORCHIDv2'],
    ['2001:db8::1', 'documentation'],
    ['2002:7f00:1::', '6to4 of loopback'],
    ['2002:a9fe:a9fe::', '6to4 of metadata'],
    ['2002:808:808::', '6to4 of a public address'],
    ['3fff::1', 'documentation'],
    ['4000::1', 'not in use'],
    ['5f00::1', 'segment routing'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'metadata of AWS'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['febf::1', 'link-local'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['', 'nothing'],
    ['example.com', 'a name'],
    ['8.8.8.8/32', 'a range'],
  ])('%s (%s) is refused', (address) => {
    expect(guard.refusal(address)).not.toBeNull();
  });

  test.each([
    ['1.1.1.1'],
    ['8.8.8.8'],
    ['9.255.255.255'],
    ['11.0.0.0'],
    ['100.63.255.255'],
    ['100.128.0.0'],
    ['126.255.255.255'],
    ['128.0.0.1'],
    ['169.253.255.255'],
    ['172.15.255.255'],
    ['172.32.0.0'],
    ['192.167.255.255'],
    ['223.255.255.255'],
    ['2606:4700:4700::1111'],
    ['2a00:1450:4001:831::200e'],
  ])('%s is public', (address) => {
    expect(guard.refusal(address)).toBeNull();
  });

  test('the refusal says which address and why', () => {
    expect(guard.refusal('10.1.2.3')).toBe(
      '10.1.2.3 is not a public address (private), and webhooks are not allowed to it',
    );
  });
});

describe('with exceptions', () => {
  const guard = createAddressGuard(['127.0.0.0/8', '10.0.0.7', 'fd00::/8']);

  test.each([
    { address: '127.1.2.3', isAllowed: true },
    { address: '10.0.0.7', isAllowed: true },
    { address: '10.0.0.8', isAllowed: false },
    { address: '::ffff:127.0.0.1', isAllowed: false },
    { address: '::1', isAllowed: false },
    { address: 'fd12::1', isAllowed: true },
    { address: 'fc00::1', isAllowed: false },
    { address: '8.8.8.8', isAllowed: true },
  ])('$address is allowed: $isAllowed', ({ address, isAllowed }) => {
    expect(guard.refusal(address) === null).toBe(isAllowed);
  });

  test.each(['localhost', '10.0.0.0/33', '10.0.0', '', '10.0.0.0/8/8', '*'])(
    '"%s" is no exception that can be made',
    (entry) => {
      expect(() => createAddressGuard([entry])).toThrow('neither an IP address nor a range');
    },
  );
});
