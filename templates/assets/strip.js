// The strip: a range of months is chosen with two thumbs or by drawing over it.
"use strict";
