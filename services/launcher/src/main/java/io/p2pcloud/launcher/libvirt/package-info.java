/// libvirt: the domain XML of a launch plan, and the few of libvirt's functions that the launcher
/// needs, called by foreign functions. What a guest is stands in the plan; here it is only written
/// down and carried out.
@NullMarked
package io.p2pcloud.launcher.libvirt;

import org.jspecify.annotations.NullMarked;
