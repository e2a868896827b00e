package io.p2pcloud.launcher.libvirt;

import java.io.IOException;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Whether a host launches SEV-SNP guests, by the only witness that counts: what libvirt says that
/// this QEMU on this machine can do (libvirt documentation, "Domain capabilities", launchSecurity,
/// since 10.5). "/dev/sev opens" and a processor's name prove nothing.
final class SnpSupport {
    private static final String OFFERED =
            "boolean(/domainCapabilities/features/launchSecurity[@supported='yes']"
                    + "/enum[@name='sectype']/value[.='sev-snp'])";

    private SnpSupport() {}

    /// @throws IOException when libvirt's answer cannot be read
    static boolean isIn(String capabilities) throws IOException {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var document =
                    factory.newDocumentBuilder()
                            .parse(new InputSource(new StringReader(capabilities)));
            return "true".equals(XPathFactory.newInstance().newXPath().evaluate(OFFERED, document));
        } catch (ParserConfigurationException | SAXException | XPathExpressionException e) {
            throw new IOException("libvirt's capabilities cannot be read", e);
        }
    }
}
