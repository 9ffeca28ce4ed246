package dev.sommelier.evaluate;

import java.util.List;
import java.util.stream.Stream;

/// A piece of a section, as people read it. Texts are plain: whoever shows them escapes them.
public sealed interface Block {

    /// A paragraph.
    record Note(String text) implements Block {}

    /// A paragraph about what the page alone shows; the terminal leaves it out too.
    record Legend(String text) implements Block {}

    /// A few figures that stand out.
    record Facts(List<Fact> facts) implements Block {}

    /// @param detail interval, unit or meaning; may be empty
    record Fact(String label, String value, String detail) {}

    /// @param head one text for each column
    record Table(String caption, List<String> head, List<List<Cell>> rows) implements Block {
        static List<Cell> row(String... texts) {
            return Stream.of(texts).map(text -> new Cell(text, 0)).toList();
        }
    }

    /// @param shade how strongly it stands out, 0 to 1
    record Cell(String text, double shade) {}

    /// Plots side by side. The terminal leaves them out, so tables hold what matters in them.
    record Charts(List<Plot> plots) implements Block {}

    /// Photos with heat maps on them.
    record Gallery(List<Exhibit> exhibits) implements Block {}

    /// @param file the photo's name
    /// @param verdict what was said of it
    /// @param photo `data:` URI; empty where photos are left out
    /// @param ratio width by height
    /// @param overlays heat maps
    record Exhibit(String file, String verdict, String photo, double ratio, List<Overlay> overlays) {}

    /// @param image `data:` URI
    record Overlay(String label, String image) {}
}
