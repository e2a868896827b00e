/// What a guest is made of, as values: its name, its disks, channels and forwards, and the launch
/// plan that holds them all. Every name and path is checked here, so that what reaches a
/// hypervisor's command line is never text that somebody else chose.
@NullMarked
package io.p2pcloud.launcher.domain;

import org.jspecify.annotations.NullMarked;
