/// What this machine can offer: its processor, whether AMD's encrypted virtualization works on it
/// and if not why, KVM, spare memory and disk. Pure rules over what the kernel's files say, behind
/// a thin reader whose root can be another machine's recorded tree. Nothing here knows QEMU or
/// libvirt.
@NullMarked
package io.p2pcloud.probe;

import org.jspecify.annotations.NullMarked;
