package dev.sommelier.evaluate;

import java.util.List;

/// One part of a report. The terminal and the page show its blocks, so a new section needs no new renderer.
///
/// @param key its name in `evaluation.json`
/// @param json its figures: maps, lists, numbers, texts and nulls
/// @param blocks what people read, in order
public record Section(String key, String title, Object json, List<Block> blocks) {
    public Section {
        blocks = List.copyOf(blocks);
    }
}
