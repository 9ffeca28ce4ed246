package dev.sommelier.image;

/// What the first bytes of an image say of it, before anything is decoded.
///
/// @param format recognised by content, never by name
/// @param width pixels from left to right as a person sees the picture, after EXIF orientation
/// @param height pixels from top to bottom as a person sees the picture, after EXIF orientation
/// @param orientation EXIF orientation, 1 to 8; 1 where the file states none
public record Header(Format format, int width, int height, int orientation) {}
