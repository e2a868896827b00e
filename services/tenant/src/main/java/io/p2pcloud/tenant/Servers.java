package io.p2pcloud.tenant;

import io.p2pcloud.common.Signal;
import io.p2pcloud.common.TokenAmount;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;

/// The tenant's servers. Reads answer at once from what is known; acts that take time run in the
/// background and show in [#servers]. Every method may block for at most its remote time-outs and
/// is called from a background thread.
public interface Servers {
    /// All servers, newest first; also those that are over.
    Signal<List<ServerSnapshot>> servers();

    /// Who could take this now, by the offers on chain.
    ///
    /// @throws IOException when the chain cannot be read
    Candidates candidates(ServerSpec spec) throws IOException;

    /// What a confirmation would sign.
    ///
    /// @throws IOException when the chain cannot be read
    Review review(ServerSpec spec) throws IOException;

    /// Confirms: from here on the launch runs by itself and is resumed after a restart.
    ServerId create(Review review);

    /// Puts more into the lease's escrow.
    ///
    /// @throws IOException with a sentence when the chain refuses or does not answer
    void topUp(ServerId id, TokenAmount amount) throws IOException;

    /// The command that opens a shell on a running server from any terminal: it names the key that
    /// is let in, and a file with the one host key.
    ///
    /// @throws IOException with a sentence when it does not run or the files cannot be written
    String sshCommand(ServerId id) throws IOException;

    /// Shuts the machine down and keeps its disk. What fails shows in [ServerSnapshot#trouble].
    void stop(ServerId id);

    /// Boots a stopped machine again.
    void start(ServerId id);

    /// Shuts a running machine down and boots it again.
    void restart(ServerId id);

    /// Copies of servers' disks.
    BackupDesk backups();

    /// Accepts what the newest start of a CONFIDENTIAL server failed for, where that is the user's
    /// to accept ([LaunchFailure.Reason#EVIDENCE_DOUBTS],
    /// [LaunchFailure.Reason#EARLIER_BOOT_OPEN]), notes the decision, and boots again.
    void accept(ServerId id);

    /// Replaces a server's system and data by a fresh image: its disk is destroyed, then it boots
    /// with an empty one under another key. A running machine is stopped for it. What happens after
    /// the decision runs by itself and is resumed after a restart.
    ///
    /// @param imageId an image of the catalogue
    /// @throws IOException with a sentence when something is under way with it, when it has no
    ///   lease, or there is no such image; nothing is lost then
    void rebuild(ServerId id, String imageId) throws IOException;

    /// Boots a stopped server once into a spare system, in memory, with its disk under `/mnt`; the
    /// boot after that is its own again.
    ///
    /// @throws IOException with a sentence when it runs, something is under way with it, or there
    ///   is no disk yet
    void rescue(ServerId id) throws IOException;

    /// From its next boot on, a server's machine has this much of what its lease holds.
    ///
    /// @throws IOException with a sentence when the lease holds less, or something is under way
    ///   with it
    void resize(ServerId id, GuestSize size) throws IOException;

    /// Ends the lease: the disk is destroyed, the escrow settles.
    void close(ServerId id);

    /// Opens a terminal on a running server.
    ///
    /// @throws IOException when it does not answer or answers with another host key
    Shell openShell(ServerId id, int columns, int rows) throws IOException;

    /// Runs one command over SSH and returns what it printed.
    ///
    /// @throws IOException when it does not answer in time or exits with another status than 0
    String run(ServerId id, String command, Duration timeout) throws IOException;

    /// The serial console as the provider recorded it, and what follows.
    ///
    /// @throws IOException when the provider cannot be reached
    InputStream console(ServerId id) throws IOException;

    /// SSH public keys found on this computer, in OpenSSH's one-line form.
    List<String> sshKeysFound();

    /// The public key of this application's own, which every server authorizes, in OpenSSH's
    /// one-line form.
    String ownSshKey();
}
