/// What a verified guest is given, and the words in which it is asked for: the payload's format,
/// its sealing as an age file, the signed transcripts, and the line protocol between the tenant and
/// the guest's unlock agent. A payload leaves by a [io.p2pcloud.release.ReleaseGrant] alone. Pure
/// functions over bytes; nothing here knows a network, a disk or a private key of an account.
@NullMarked
package io.p2pcloud.release;

import org.jspecify.annotations.NullMarked;
