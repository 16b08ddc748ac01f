/// A small test telephone: SIP and G.711 over UDP, on loopback only. The demonstration call, the
/// benchmarks and every test with a real PBX use it. Start with [org.hamroh.sip.Telephone].
@NullMarked
package org.hamroh.sip;

import org.jspecify.annotations.NullMarked;
