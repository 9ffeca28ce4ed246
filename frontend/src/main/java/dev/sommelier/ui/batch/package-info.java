/// The page that classifies hundreds of photos, or a zip of them. The browser keeps the photos, unpacks zips, draws
/// the thumbnails, and sends a photo when the server asks for it. Here a photo is a row: a name, an outcome, numbers.
@NullMarked
package dev.sommelier.ui.batch;

import org.jspecify.annotations.NullMarked;
