package io.p2pcloud.launcher.libvirt;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes XML in the order in which it reads, with every text escaped.
final class Xml {
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;

    /// The inside of an element.
    @FunctionalInterface
    interface Body {
        void write() throws XMLStreamException;
    }

    Xml() {
        try {
            out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    /// @param attributes names and values in turn
    Xml element(String name, Body body, String... attributes) {
        try {
            out.writeStartElement(name);
            attributes(attributes);
            body.write();
            out.writeEndElement();
            return this;
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    Xml text(String name, String content, String... attributes) {
        return element(name, () -> out.writeCharacters(checked(content)), attributes);
    }

    Xml empty(String name, String... attributes) {
        try {
            out.writeEmptyElement(name);
            attributes(attributes);
            return this;
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            out.writeAttribute(attributes[i], checked(attributes[i + 1]));
        }
    }

    /// The plan's own rules are stricter; this one holds for whatever comes later (XML 1.0, 2.2).
    private static String checked(String text) {
        boolean fit =
                text.codePoints()
                        .allMatch(c ->
                                c >= ' '
                                        && c != 0x7f
                                        && c != 0xfffe
                                        && c != 0xffff
                                        && Character.getType(c) != Character.SURROGATE);
        if (!fit) {
            throw new IllegalArgumentException("a text that XML cannot hold");
        }
        return text;
    }

    @Override
    public String toString() {
        try {
            out.flush();
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
        return text.toString();
    }

    private static IllegalStateException unwritable(XMLStreamException e) {
        return new IllegalStateException("XML is written to memory and cannot fail", e);
    }
}
